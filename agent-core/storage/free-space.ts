/** Whether the disk has room for what a run writes down. It is asked before anything is written, since a full disk is too late. */
import { statfsSync } from 'node:fs';
import { problem } from '../contract/problem.ts';
import { fail, type Result, succeed } from '../contract/result.ts';

/** Room for the record of a run over a large directory, and for its copy. */
const floorBytes = 200 * 1024 * 1024;

/** Problems: data.disk-full, with both numbers. */
export function checkFreeSpace(dir: string, readFreeBytes: (dir: string) => number): Result<void> {
  const freeBytes = readFreeBytes(dir);
  if (freeBytes >= floorBytes) return succeed(undefined);
  const [free, floor] = [freeBytes, floorBytes].map((bytes) => `${Math.floor(bytes / 1024 / 1024)} MiB`);
  return fail(problem('data.disk-full', `${free} are free for ${dir}, ${floor} are needed`));
}

/** Bytes that this account may still use on the disk of a folder. */
export function readFreeBytes(dir: string): number {
  const { bavail, bsize } = statfsSync(dir);
  return bavail * bsize;
}
