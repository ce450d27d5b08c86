/** Reads a file that may not be there, or go away at this very moment. */
import { readFileSync } from 'node:fs';
import { errorCodeOf } from '../contract/error-code.ts';

/** @returns null where there is none. Throws what else the system refuses. */
export function readIfThere(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (errorCodeOf(error) === 'ENOENT') return null;
    throw error;
  }
}
