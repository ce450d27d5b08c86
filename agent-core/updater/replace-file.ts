/** Writes a file in one step: whoever reads it, and a crash, sees the old or the new one. */
import { closeSync, fsyncSync, openSync, renameSync, writeFileSync } from 'node:fs';
import { errorCodeOf } from '../contract/error-code.ts';

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
  moveOver(newPath, path);
}

const passingRefusals = new Set(['EPERM', 'EACCES', 'EBUSY']);
const maxTries = 20;
const pauseMs = 50;

/** Windows refuses it while somebody reads the old one, as the agent and scanners do for a moment. */
function moveOver(from: string, to: string): void {
  for (let tries = 1; ; tries += 1) {
    try {
      renameSync(from, to);
      return;
    } catch (error) {
      if (tries >= maxTries || !passingRefusals.has(errorCodeOf(error))) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, pauseMs);
    }
  }
}
