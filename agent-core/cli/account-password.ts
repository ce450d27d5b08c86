/** The password of an account the service is to run as: asked for on a terminal, otherwise the first line of standard input. */
import { readFileSync } from 'node:fs';
import { problem } from '../contract/problem.ts';
import { fail, type Result, succeed } from '../contract/result.ts';
import { Secret } from '../contract/secret.ts';
import { askPassword } from './ask-password.ts';

/** Problem: account.password-not-read. */
export async function readAccountPassword(account: string): Promise<Result<Secret>> {
  const place = `the password of ${account}`;
  if (process.stdin.isTTY) return withoutAnswers(await askPassword(`Password of ${account}: `, place));
  const [firstLine = ''] = readFileSync(process.stdin.fd, 'utf8').split(/\r?\n/);
  if (firstLine === '') return fail(problem('account.password-not-read', `${place}: standard input holds none`));
  return succeed(new Secret(firstLine));
}

/** Where no answer file names the password, and nothing is set up. */
export const withoutAnswers = (password: Result<Secret>): Result<Secret> =>
  password.ok ? password : fail(problem('account.password-not-read', password.problem.detail));
