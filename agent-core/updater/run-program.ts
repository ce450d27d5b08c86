/** Runs a program to its end, for at most so long. */
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { errorCodeOf } from '../contract/error-code.ts';

export interface ProgramEnd {
  /** Null when it could not be started or had to be ended. */
  readonly exitCode: number | null;
  readonly output: string;
}

const maxOutputBytes = 4 * 1024 * 1024;

export function runProgram(program: string, args: readonly string[], withinMs: number): Promise<ProgramEnd> {
  return new Promise((settle) => {
    const options = { timeout: withinMs, maxBuffer: maxOutputBytes, windowsHide: true, encoding: 'utf8' } as const;
    const child = execFile(program, args, options, (error, output, errors) => {
      const text = `${output}${errors}`;
      if (error === null) settle({ exitCode: 0, output });
      else settle({ exitCode: typeof error.code === 'number' ? error.code : null, output: text || errorCodeOf(error) });
    });
    child.stdin?.end();
  });
}

/** What it starts may live on: there is no pipe whose other end somebody would wait for. @returns its exit code, null when it did not start */
export async function runWithoutPipes(program: string, args: readonly string[]): Promise<number | null> {
  const child = spawn(program, args, { stdio: 'ignore', windowsHide: true });
  try {
    const [exitCode] = await once(child, 'exit');
    return typeof exitCode === 'number' ? exitCode : null;
  } catch {
    return null;
  }
}
