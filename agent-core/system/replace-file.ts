/** Writes a file in one step: a crash leaves the old or the new one, and nobody reads half of it. */
import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { errorCodeOf } from '../contract/error-code.ts';

/** Throws what the system refuses. @param rename how the system does it */
export function replaceFile(path: string, content: string, mode: number, rename: typeof renameSync = renameSync): void {
  const newPath = join(dirname(path), `.${basename(path)}.${process.pid}.new`);
  rmSync(newPath, { force: true });
  try {
    // Exclusively: whatever somebody else put there in between is not written to.
    const file = openSync(newPath, 'wx', mode);
    try {
      writeFileSync(file, content);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    moveOver(newPath, path, rename);
  } finally {
    rmSync(newPath, { force: true });
  }
}

const passingRefusals: ReadonlySet<string> = new Set(['EPERM', 'EACCES', 'EBUSY']);
const maxTries = 20;
const pauseMs = 50;

/** Windows refuses it while somebody reads the old one, as the program for which it is meant and scanners do for a moment. */
function moveOver(from: string, to: string, rename: typeof renameSync): void {
  for (let tries = 1; ; tries += 1) {
    try {
      rename(from, to);
      return;
    } catch (error) {
      if (tries >= maxTries || !passingRefusals.has(errorCodeOf(error))) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, pauseMs);
    }
  }
}
