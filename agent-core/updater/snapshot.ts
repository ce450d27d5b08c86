/**
 * Copies of the agent's databases from before an update. The agent's folder belongs to an account with fewer rights: what lies there may be a trap
 * for somebody who may read and write everything, such as a link to a file of the system. So only plain files are read, never through
 * links, and what is put back is made anew in place of whatever is there.
 */
import { constants, existsSync, lstatSync, mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { join } from 'node:path';
import { putBackFilename } from '../contract/data-files.ts';
import { errorCodeOf } from '../contract/error-code.ts';
import { problem } from '../contract/problem.ts';
import { fail, type Result, succeed } from '../contract/result.ts';
import { replaceFile } from '../system/replace-file.ts';
import { sha256OfFile } from './package-store.ts';
import { diskProblemOf } from './updater-problem.ts';

/** With what SQLite has not moved into them yet. The index of that is made anew by whoever opens it. */
const kept = ['record.db', 'record.db-wal', 'cache.db', 'cache.db-wal'] as const;
const indexes = ['record.db-shm', 'cache.db-shm'] as const;
const completeFilename = 'complete.json';

/** How much of it there is. Traps count as nothing; they are refused when they are copied. */
export function sizeOfDatabases(dataDir: string): number {
  return kept.map((name) => statOf(join(dataDir, name))?.size ?? 0).reduce((sum, size) => sum + size, 0);
}

const statOf = (path: string) => lstatSync(path, { throwIfNoEntry: false });

/** The agent must be stopped. Whatever was in the folder of the snapshot is gone. Problems: updates.snapshot-failed, -disk-full. */
export async function takeSnapshot(dataDir: string, snapshotDir: string): Promise<Result<void>> {
  const trap = findTrap(dataDir);
  if (trap !== null) return fail(problem('updates.snapshot-failed', trap));
  try {
    rmSync(snapshotDir, { recursive: true, force: true });
    mkdirSync(snapshotDir, { recursive: true });
    const files: Record<string, string> = {};
    for (const name of kept) {
      if (!existsSync(join(dataDir, name))) continue;
      await copyPlain(join(dataDir, name), join(snapshotDir, name));
      files[name] = await sha256OfFile(join(snapshotDir, name));
    }
    // Last: without it, it is none.
    replaceFile(join(snapshotDir, completeFilename), JSON.stringify(files), 0o644);
    return succeed(undefined);
  } catch (error) {
    rmSync(snapshotDir, { recursive: true, force: true });
    if (errorCodeOf(error) === 'ENOSPC') return fail(diskProblemOf(error, snapshotDir));
    return fail(problem('updates.snapshot-failed', `${dataDir}: ${errorCodeOf(error)}`));
  }
}

/** The agent must be stopped. It can be done again after a crash at any point. Problem: updates.cannot-return. */
export async function restoreSnapshot(snapshotDir: string, dataDir: string): Promise<Result<void>> {
  const refused = (detail: string) => fail(problem('updates.cannot-return', detail));
  if (!existsSync(join(snapshotDir, completeFilename))) return refused(`${snapshotDir} is not complete`);
  const trap = findTrap(dataDir);
  if (trap !== null) return refused(trap);
  try {
    // First: from here on, the agent must not take what it finds for what it knows.
    writePlain(join(dataDir, putBackFilename));
    for (const name of [...kept, ...indexes]) rmSync(join(dataDir, name), { force: true });
    for (const name of kept)
      if (existsSync(join(snapshotDir, name))) await copyPlain(join(snapshotDir, name), join(dataDir, name));
    return succeed(undefined);
  } catch (error) {
    return refused(`${dataDir}: ${errorCodeOf(error)}`);
  }
}

/** @returns what is not a plain folder with plain files; null when all is well */
function findTrap(dataDir: string): string | null {
  if (statOf(dataDir)?.isDirectory() !== true) return `${dataDir} is not a folder`;
  for (const name of [...kept, ...indexes, putBackFilename]) {
    const found = statOf(join(dataDir, name));
    if (found === undefined) continue;
    // Another name of a file that is somewhere else would be read, or written, there.
    if (!found.isFile() || found.nlink !== 1) return `${join(dataDir, name)} is not a plain file`;
  }
  return null;
}

/** Neither end may be a link. Throws what the disk refuses. The copy belongs to the owner of the folder that it is in, where that can be given away. */
async function copyPlain(from: string, to: string): Promise<void> {
  const source = await open(from, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0));
  try {
    const target = await open(to, 'wx', 0o600);
    try {
      await copyBytes(source, target);
      await giveToOwnerOf(target, to);
      await target.sync();
    } finally {
      await target.close();
    }
  } finally {
    await source.close();
  }
}

async function copyBytes(source: FileHandle, target: FileHandle): Promise<void> {
  const piece = Buffer.alloc(1024 * 1024);
  for (let at = 0; ; ) {
    const { bytesRead } = await source.read(piece, 0, piece.length, at);
    if (bytesRead === 0) return;
    await target.write(piece, 0, bytesRead, at);
    at += bytesRead;
  }
}

async function giveToOwnerOf(target: FileHandle, path: string): Promise<void> {
  // On Windows the access list of the folder is inherited.
  if (process.platform === 'win32' || process.getuid?.() !== 0) return;
  const { uid, gid } = statSync(join(path, '..'));
  await target.chown(uid, gid);
}

function writePlain(path: string): void {
  rmSync(path, { force: true });
  writeFileSync(path, '', { flag: 'wx', mode: 0o600 });
}
