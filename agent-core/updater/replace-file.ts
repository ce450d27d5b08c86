/** Writes a file in one step: whoever reads it, and a crash, sees the old or the new one. */
import { closeSync, fsyncSync, openSync, renameSync, writeFileSync } from 'node:fs';

/** Throws what the disk refuses. Nobody but the updater may write to the folder. */
export function replaceFile(path: string, content: string): void {
  const newPath = `${path}.new`;
  const file = openSync(newPath, 'w', 0o644);
  try {
    writeFileSync(file, content);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(newPath, path);
}
