/** Runs one command of the service manager with the rights of root, after the system has asked the person. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { problem } from '../../agent-core/contract/problem.ts';
import { fail, type Result, succeed } from '../../agent-core/contract/result.ts';

export type Elevate = (words: readonly string[]) => Promise<Result<void>>;

/** polkit's own, which shows who asks for what: pkexec(1). */
export const pkexecPath = '/usr/bin/pkexec';

/** Problems: service.not-permitted, service.manager-refused. */
export async function elevate(words: readonly string[], path = pkexecPath): Promise<Result<void>> {
  const child = spawn(path, [...words], { stdio: ['ignore', 'ignore', 'pipe'] });
  const said: string[] = [];
  child.stderr.setEncoding('utf8').on('data', (text: string) => said.push(text));
  const [code] = await once(child, 'close').catch(() => [null]);
  if (code === 0) return succeed(undefined);
  const detail = said.join('').trim() || `${words.join(' ')} ended with ${String(code)}`;
  // 126: the person closed the question; 127: they may not.
  return fail(problem(code === 126 || code === 127 ? 'service.not-permitted' : 'service.manager-refused', detail));
}
