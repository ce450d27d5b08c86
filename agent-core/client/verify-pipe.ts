/**
 * Windows tells which process made a pipe, and the service manager which process is the service's: what answers is the agent's when they are the
 * same (rule R37). The service host asks both. It opens the pipe so that whoever serves it learns who asks and can do nothing in
 * their name.
 */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import { problem } from '../contract/problem.ts';
import { fail, type Result, succeed } from '../contract/result.ts';

/** A build has it at the same place. */
export const usualHostPath = join(import.meta.dirname, '..', 'bridgehead-host.exe');

const answerTimeoutMs = 10_000;
const accessDenied = 5;

const answerSchema = z.union([
  z.object({ ok: z.literal(true), isService: z.boolean(), serverPid: z.int(), servicePid: z.int() }),
  z.object({ ok: z.literal(false), code: z.string(), win32: z.int(), step: z.string() }),
]);

export interface PipeToVerify {
  /** Below \\.\pipe\. */
  readonly pipe: string;
  readonly service: string;
  readonly hostPath: string;
}

/** Problems: control.not-running, control.access-denied, control.untrusted-agent. */
export async function verifyPipe({ pipe, service, hostPath }: PipeToVerify): Promise<Result<void>> {
  const answer = await askHost(hostPath, ['pipe-server', '--name', service, '--pipe', pipe]);
  if (answer === null) return fail(problem('control.untrusted-agent', `${hostPath} does not say who serves ${pipe}`));
  if (!answer.ok) {
    const code = answer.win32 === accessDenied ? 'control.access-denied' : 'control.not-running';
    return fail(problem(code, `${pipe}: ${answer.step}, ${answer.win32}`));
  }
  if (answer.isService) return succeed(undefined);
  const who = answer.servicePid === 0 ? `${service} does not run` : `${service} is process ${answer.servicePid}`;
  return fail(problem('control.untrusted-agent', `process ${answer.serverPid} serves ${pipe}; ${who}`));
}

/** @returns null when it could not be asked, or said something else */
async function askHost(path: string, words: readonly string[]): Promise<z.infer<typeof answerSchema> | null> {
  // Refused, it ends with 1 and says why all the same.
  const said = await run(path, words).catch(outputOf);
  try {
    return answerSchema.safeParse(JSON.parse(said.stdout)).data ?? null;
  } catch {
    return null;
  }
}

/** Also where it throws before there is a process, as while somebody else holds the file. */
const run = async (path: string, words: readonly string[]) =>
  await promisify(execFile)(path, [...words], { timeout: answerTimeoutMs, windowsHide: true });

const failureSchema = z.object({ stdout: z.string() });
const outputOf = (error: unknown) => failureSchema.safeParse(error).data ?? { stdout: '' };
