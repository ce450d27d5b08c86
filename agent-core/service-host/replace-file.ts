/** Writes a file in one step: a crash leaves the old or the new one, and nobody reads half of it. */
import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** Throws what the system refuses. */
export function replaceFile(path: string, content: string, mode: number): void {
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
    renameSync(newPath, path);
  } finally {
    rmSync(newPath, { force: true });
  }
}
