/** Reads a password from the terminal without showing it. */
import { once } from 'node:events';
import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { problem } from '../contract/problem.ts';
import { fail, type Result, succeed } from '../contract/result.ts';
import { Secret } from '../contract/secret.ts';

/** @param place where in the answer file it stands. Problems: answers.invalid, answers.not-entered. */
export async function askPassword(
  question: string,
  place: string,
  input: NodeJS.ReadableStream & { readonly isTTY?: boolean } = process.stdin,
): Promise<Result<Secret>> {
  if (input.isTTY !== true) {
    return fail(
      problem('answers.invalid', `${place}: there is no terminal to ask on; name a file or a file descriptor`),
    );
  }
  process.stderr.write(question);
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const terminal = createInterface({ input, output: nowhere, terminal: true });
  try {
    // Ctrl-C and Ctrl-D close the line without an answer.
    const givenUp = once(terminal, 'close').then(() => null);
    const answer = await Promise.race([terminal.question('').catch(() => null), givenUp]);
    process.stderr.write('\n');
    if (answer === null) return fail(problem('answers.not-entered', place));
    if (answer === '') return fail(problem('answers.invalid', `${place}: there is no password`));
    return succeed(new Secret(answer));
  } finally {
    terminal.close();
  }
}
