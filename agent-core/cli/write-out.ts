/** Writes what a command found out into a file that a person named. */
import { writeFileSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { errorCodeOf } from '../contract/error-code.ts';
import { problem } from '../contract/problem.ts';
import { fail, type Result, succeed } from '../contract/result.ts';

/** Problem: file.not-written. */
export function writeOut(path: string, text: string): Result<void> {
  try {
    writeFileSync(path, text);
    return succeed(undefined);
  } catch (error) {
    return notWritten(path, error);
  }
}

/** Piece by piece, for what is too long to be held at once; only the owner may read the file. Problem: file.not-written. */
export async function writeOutPieces<Value>(
  path: string,
  produce: (write: (text: string) => Promise<void>) => Promise<Result<Value>>,
): Promise<Result<Value>> {
  let file: FileHandle | null = null;
  try {
    const opened = await open(path, 'w', 0o600);
    file = opened;
    return await produce(async (text) => void (await opened.write(text)));
  } catch (error) {
    return notWritten(path, error);
  } finally {
    await file?.close();
  }
}

/** What the system does not refuse is a defect. */
function notWritten(path: string, error: unknown): Result<never> {
  if (!(error instanceof Error && 'syscall' in error)) throw error;
  return fail(problem('file.not-written', `${path}: ${errorCodeOf(error)}`));
}
