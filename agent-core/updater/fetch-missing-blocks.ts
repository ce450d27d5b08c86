/** Puts a package together from blocks of the one before it, and fetches only those that it does not have. */
import { createHash } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';
import { type Result, succeed } from '../contract/result.ts';
import type { BlockList } from '../contract/update-feed.ts';
import type { Download } from './download-package.ts';
import { type Block, splitIntoBlocks } from './split-into-blocks.ts';

/** Each costs a request: between blocks closer together than this, what is known already is fetched again. */
const gapBytes = 64 * 1024;
/** More requests than this take longer than fetching all of it. */
const maxRanges = 500;

/** @returns false when it takes fetching the whole. Throws what the disk refuses. */
export async function fetchMissingBlocks(
  file: FileHandle,
  list: BlockList,
  download: Download,
  signal: AbortSignal,
): Promise<boolean> {
  const blocks = placed(list);
  const known = await knownBlocks(download);
  const missing = blocks.filter(({ sha256 }) => !known.has(sha256));
  const ranges = joinNeighbours(missing);
  if (ranges.length > maxRanges || missing.length === blocks.length) return false;
  const copied = await copyKnown(file, blocks, known, download);
  if (!copied) return false;
  let hereBytes = blocks.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0) - sizeOf(missing);
  for (const range of ranges) {
    const fetched = await fetchRange(file, range, download, signal);
    if (!fetched.ok) return false;
    hereBytes += sizeOf(missing.filter(({ offset }) => offset >= range.first && offset <= range.last));
    download.onProgress(hereBytes);
  }
  return true;
}

const sizeOf = (blocks: readonly Block[]) => blocks.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);

function placed({ blocks }: BlockList): readonly Block[] {
  let offset = 0;
  return blocks.map(([sizeBytes, sha256]) => {
    const block = { offset, sizeBytes, sha256 };
    offset += sizeBytes;
    return block;
  });
}

async function knownBlocks({ packages, similar }: Download): Promise<ReadonlyMap<string, Block>> {
  const blocks = await splitIntoBlocks(packages.pathOf(similar));
  return new Map(blocks.map((block) => [block.sha256, block]));
}

/** @returns false when a block is not what it was when it was looked at */
async function copyKnown(
  file: FileHandle,
  blocks: readonly Block[],
  known: ReadonlyMap<string, Block>,
  { packages, similar, onProgress }: Download,
): Promise<boolean> {
  const before = await open(packages.pathOf(similar), 'r');
  try {
    let copiedBytes = 0;
    for (const { offset, sizeBytes, sha256 } of blocks) {
      const from = known.get(sha256);
      if (from === undefined) continue;
      const bytes = Buffer.alloc(sizeBytes);
      const { bytesRead } = await before.read(bytes, 0, sizeBytes, from.offset);
      if (bytesRead !== sizeBytes || createHash('sha256').update(bytes).digest('hex') !== sha256) return false;
      await file.write(bytes, 0, sizeBytes, offset);
      copiedBytes += sizeBytes;
      onProgress(copiedBytes);
    }
    return true;
  } finally {
    await before.close();
  }
}

interface Range {
  readonly first: number;
  /** The last byte itself. */
  readonly last: number;
}

function joinNeighbours(missing: readonly Block[]): readonly Range[] {
  const ranges: Range[] = [];
  for (const { offset, sizeBytes } of missing) {
    const before = ranges.at(-1);
    const last = offset + sizeBytes - 1;
    if (before !== undefined && offset - before.last <= gapBytes) ranges[ranges.length - 1] = { ...before, last };
    else ranges.push({ first: offset, last });
  }
  return ranges;
}

/** What comes is not checked piece by piece: the whole package is, before anything is done with it. */
async function fetchRange(
  file: FileHandle,
  { first, last }: Range,
  { source, folder, wanted, withinMs }: Download,
  signal: AbortSignal,
): Promise<Result<void>> {
  const sizeBytes = last - first + 1;
  let at = first;
  let refused: unknown;
  const take = async (piece: Uint8Array): Promise<Result<void>> => {
    await file.write(piece, 0, piece.length, at).catch((error: unknown) => {
      refused = error;
    });
    at += piece.length;
    return succeed(undefined);
  };
  const fetched = await source.fetch(
    {
      path: `${folder}/${wanted.url}`,
      maxBytes: sizeBytes,
      exactBytes: sizeBytes,
      range: [first, last],
      withinMs: withinMs(sizeBytes),
    },
    take,
    signal,
  );
  if (refused !== undefined) throw refused;
  return fetched;
}
