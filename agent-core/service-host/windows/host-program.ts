/** The one place that calls bridgehead-host.exe, and turns what it refuses into problems. Its README has the command line. */
import { z } from 'zod';
import { problem } from '../../contract/problem.ts';
import type { ProblemCode } from '../../contract/problem-catalogue.ts';
import { fail, type Result, succeed } from '../../contract/result.ts';
import { runProgram } from '../../system/run-program.ts';
import { stopDeadlineMs } from '../agent-program.ts';

/** Longer than a stop may take. */
const answerTimeoutMs = stopDeadlineMs + 60_000;

const refusalSchema = z.object({
  ok: z.literal(false),
  code: z.string(),
  win32: z.int(),
  step: z.string(),
  detail: z.string().nullable(),
});
type Refusal = z.infer<typeof refusalSchema>;

const problems: ReadonlyMap<string, ProblemCode> = new Map([
  ['notPermitted', 'service.not-permitted'],
  ['notInstalled', 'service.not-installed'],
  ['stopTimeout', 'service.not-stopped'],
  ['unknownAccount', 'service.unknown-account'],
  ['logonFailed', 'service.logon-failed'],
  ['systemOnController', 'service.system-on-controller'],
  ['untrustedFolder', 'data.untrusted-folder'],
]);

export type CallHost = <Schema extends z.ZodType>(
  words: readonly string[],
  answer: Schema,
  /** What it reads on standard input. */
  input?: string,
) => Promise<Result<z.output<Schema>>>;

/** Problems: service.not-permitted, service.not-installed, service.not-stopped, service.unknown-account and others of the map above, service.manager-refused. */
export const hostProgram =
  (path: string): CallHost =>
  async (words, answer, input = '') => {
    const said = await call(path, words, input);
    if (!said.ok) return said;
    const refusal = refusalSchema.safeParse(said.value);
    if (refusal.success) return fail(problemOf(words, refusal.data));
    const parsed = answer.safeParse(said.value);
    if (parsed.success) return succeed(parsed.data);
    return fail(problem('service.manager-refused', `${path} ${words[0]} answered otherwise than expected`));
  };

function problemOf([verb]: readonly string[], { code, win32, step, detail }: Refusal) {
  const found = problems.get(code) ?? 'service.manager-refused';
  return problem(found, `${verb}: ${step}: ${detail ?? code} (${win32})`);
}

/** Whatever it ends with, it says one JSON object. */
async function call(path: string, words: readonly string[], input: string): Promise<Result<unknown>> {
  const { output, errors } = await runProgram(path, words, { withinMs: answerTimeoutMs, input });
  try {
    return succeed(JSON.parse(output));
  } catch {
    const said = errors.trim().split('\n')[0] || 'it said nothing';
    return fail(problem('service.manager-refused', `${path} ${words[0]}: ${said}`));
  }
}
