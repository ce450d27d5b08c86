/** Runs a program to its end, for at most so long. */
import { execFile } from 'node:child_process';
import { errorCodeOf } from '../contract/error-code.ts';

export interface ProgramEnd {
  /** Null when it could not be started or had to be ended. */
  readonly exitCode: number | null;
  readonly output: string;
  /** What it wrote besides; why it has no exit code, where it wrote nothing. */
  readonly errors: string;
}

export interface ProgramRun {
  readonly withinMs: number;
  /** What it reads on standard input. */
  readonly input?: string;
  /** Besides that of this process. */
  readonly environment?: Readonly<Record<string, string>>;
}

const maxOutputBytes = 4 * 1024 * 1024;

export function runProgram(
  program: string,
  words: readonly string[],
  { withinMs, input = '', environment = {} }: ProgramRun,
): Promise<ProgramEnd> {
  return new Promise((settle) => {
    const env = { ...process.env, ...environment };
    const options = { timeout: withinMs, maxBuffer: maxOutputBytes, windowsHide: true, encoding: 'utf8', env } as const;
    try {
      const child = execFile(program, words, options, (error, output, errors) => {
        const exitCode = error === null ? 0 : typeof error.code === 'number' ? error.code : null;
        settle({ exitCode, output, errors: errors || (exitCode === null ? whyEnded(error, withinMs) : '') });
      });
      // It may end before it has read; what it says then tells why.
      child.stdin?.on('error', () => undefined);
      child.stdin?.end(input);
    } catch (error) {
      // Before there was a process, as while somebody else holds the file.
      settle({ exitCode: null, output: '', errors: errorCodeOf(error) });
    }
  });
}

const whyEnded = (error: { readonly killed?: boolean } | null, withinMs: number) =>
  error?.killed === true ? `it did not end within ${withinMs / 1000} s` : errorCodeOf(error);
