/** The one place that calls systemd's programs. */
import { execFile } from 'node:child_process';
import { problem } from '../../contract/problem.ts';
import { fail, type Result, succeed } from '../../contract/result.ts';
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

function call(program: string, words: readonly string[]): Promise<Result<string>> {
  return new Promise((settle) => {
    const options = { timeout: answerTimeoutMs, env: { ...process.env, LC_ALL: 'C', SYSTEMD_COLORS: '0' } };
    execFile(program, words, options, (error, stdout, stderr) => {
      if (error === null) return settle(succeed(stdout));
      const said = stderr.trim() || error.message.split('\n')[0];
      settle(fail(problem('service.manager-refused', `${program} ${words.join(' ')}: ${said}`)));
    });
  });
}
