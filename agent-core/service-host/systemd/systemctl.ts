/** The one place that calls systemd's programs. */
import { problem } from '../../contract/problem.ts';
import { fail, type Result, succeed } from '../../contract/result.ts';
import { runProgram } from '../../system/run-program.ts';
import { stopDeadlineMs } from '../agent-program.ts';

/** Longer than a stop may take. */
const answerTimeoutMs = stopDeadlineMs + 30_000;

/** @returns what it printed. Problem: service.manager-refused. */
export function systemctl(...words: readonly string[]): Promise<Result<string>> {
  return call('systemctl', words);
}

/** @returns the newest lines of a unit, the oldest first; none when the journal cannot be read */
export async function readJournal(unit: string, lines: number): Promise<readonly string[]> {
  const read = await call('journalctl', ['--unit', unit, '--lines', String(lines), '--output', 'cat', '--no-pager']);
  return read.ok ? read.value.split('\n').filter((line) => line !== '') : [];
}

async function call(program: string, words: readonly string[]): Promise<Result<string>> {
  const environment = { LC_ALL: 'C', SYSTEMD_COLORS: '0' };
  const { exitCode, output, errors } = await runProgram(program, words, { withinMs: answerTimeoutMs, environment });
  if (exitCode === 0) return succeed(output);
  const said = errors.trim() || `it ended with ${exitCode}`;
  return fail(problem('service.manager-refused', `${program} ${words.join(' ')}: ${said}`));
}
