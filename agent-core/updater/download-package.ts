/** Brings a package here, whole or only what is new of it, and keeps it only when it is, byte for byte, the one that was signed. */
import { createHash } from 'node:crypto';
import { type FileHandle, open, rm } from 'node:fs/promises';
import { problem } from '../contract/problem.ts';
import { fail, type Result, succeed } from '../contract/result.ts';
import { type BlockList, blockListSchema, type UpdatePackage } from '../contract/update-feed.ts';
import { fetchMissingBlocks } from './fetch-missing-blocks.ts';
import { jsonOf } from './json-of.ts';
import { type PackageStore, sha256OfFile } from './package-store.ts';
import { fetchSmall } from './read-feed.ts';
import type { UpdateSource } from './update-source.ts';
import { diskProblemOf } from './updater-problem.ts';

export interface Download {
  readonly source: UpdateSource;
  /** The folder of the feed, below its address. */
  readonly folder: string;
  readonly version: string;
  readonly wanted: UpdatePackage;
  readonly packages: PackageStore;
  /** The version whose package may hold most of the wanted one already. */
  readonly similar: string;
  /** How long so many bytes may take. */
  readonly withinMs: (bytes: number) => number;
  /** Told how many bytes are here. */
  readonly onProgress: (bytes: number) => void;
}

/** Problems: those of the source, updates.wrong-package, -disk-full, -write-failed. After a problem nothing of it is left. */
export async function downloadPackage(download: Download, signal: AbortSignal): Promise<Result<void>> {
  const { packages, version, wanted } = download;
  const path = packages.partPathOf(version);
  try {
    const fetched = await fetchInto(path, download, signal);
    if (!fetched.ok) return fetched;
    const sha256 = await sha256OfFile(path);
    if (sha256 !== wanted.sha256) return fail(problem('updates.wrong-package', `${wanted.url}: SHA-256 ${sha256}`));
    packages.keep(version);
    return succeed(undefined);
  } catch (error) {
    return fail(diskProblemOf(error, path));
  } finally {
    // Kept, it has another name by now.
    await rm(path, { force: true }).catch(() => {});
  }
}

/** Throws what the disk refuses. */
async function fetchInto(path: string, download: Download, signal: AbortSignal): Promise<Result<void>> {
  // It is a program, and will be run.
  const file = await open(path, 'w', 0o755);
  try {
    const fetched = (await assemble(file, download, signal)) ?? (await fetchWhole(file, download, signal));
    if (fetched.ok) await file.sync();
    return fetched;
  } finally {
    await file.close();
  }
}

async function fetchWhole(file: FileHandle, download: Download, signal: AbortSignal): Promise<Result<void>> {
  const { source, folder, wanted, withinMs, onProgress } = download;
  const { url, sizeBytes } = wanted;
  const whole = {
    path: `${folder}/${url}`,
    maxBytes: sizeBytes,
    exactBytes: sizeBytes,
    range: null,
    withinMs: withinMs(sizeBytes),
  };
  let written = 0;
  let refused: unknown;
  const take = async (piece: Uint8Array): Promise<Result<void>> => {
    try {
      await file.write(piece, 0, piece.length, written);
    } catch (error) {
      refused = error;
      return fail(diskProblemOf(error, url));
    }
    written += piece.length;
    onProgress(written);
    return succeed(undefined);
  };
  const fetched = await source.fetch(whole, take, signal);
  if (refused !== undefined) throw refused;
  return fetched;
}

/** From the package that is here and what is missing in it. @returns null when that cannot be done: nothing is lost but time */
async function assemble(file: FileHandle, download: Download, signal: AbortSignal): Promise<Result<void> | null> {
  const { packages, similar, wanted } = download;
  if (wanted.blocks === null || !packages.has(similar)) return null;
  const list = await fetchBlockList(download, signal);
  if (list === null || list.blocks.reduce((sum, [size]) => sum + size, 0) !== wanted.sizeBytes) return null;
  if (await fetchMissingBlocks(file, list, download, signal)) return succeed(undefined);
  await file.truncate(0);
  return null;
}

async function fetchBlockList(download: Download, signal: AbortSignal): Promise<BlockList | null> {
  const { source, folder, wanted, withinMs } = download;
  if (wanted.blocks === null) return null;
  const { url, sizeBytes, sha256 } = wanted.blocks;
  const small = { path: `${folder}/${url}`, maxBytes: sizeBytes, exactBytes: sizeBytes, withinMs: withinMs(sizeBytes) };
  const fetched = await fetchSmall(source, small, signal);
  if (!fetched.ok || createHash('sha256').update(fetched.value).digest('hex') !== sha256) return null;
  return blockListSchema.safeParse(jsonOf(fetched.value)).data ?? null;
}
