/** Reads what the agent asks. The file lies in a folder of an account with fewer rights: it is read, never followed, and never more than a little of it. */
import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { type UpdateAskFile, updateAskFileSchema } from '../contract/update-exchange.ts';
import { jsonOf } from './json-of.ts';

const maxBytes = 4 * 1024;

/** @returns null when there is none, and when what is there is none */
export function readAsk(path: string): UpdateAskFile | null {
  const bytes = readPlain(path);
  return bytes === null ? null : (updateAskFileSchema.safeParse(jsonOf(bytes)).data ?? null);
}

function readPlain(path: string): Buffer | null {
  try {
    // Neither a link is followed, nor is anything waited for that never comes.
    const file = openSync(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0));
    try {
      if (!fstatSync(file).isFile()) return null;
      const bytes = Buffer.alloc(maxBytes + 1);
      const length = readSync(file, bytes, 0, bytes.length, 0);
      return length > maxBytes ? null : bytes.subarray(0, length);
    } finally {
      closeSync(file);
    }
  } catch (error) {
    // It is not there, or not a file that may be read.
    if (error instanceof Error && 'code' in error) return null;
    throw error;
  }
}
