/** Runs one program as administrator, after Windows has asked the person (UAC), and waits for its end. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { problem } from '../../agent-core/contract/problem.ts';
import { fail, succeed } from '../../agent-core/contract/result.ts';
import type { Elevate } from './elevate.ts';

/** What PowerShell ends with when the person said no: it throws, since nothing was started. */
const refused = 'exit 1223';

/** Only PowerShell asks: a program that is started otherwise has no more rights than the one that starts it. */
export function elevationScript([program = '', ...words]: readonly string[]): string {
  const list = words.map((word) => quote(asArgument(word))).join(',');
  const start = `Start-Process -FilePath ${quote(program)} -ArgumentList ${list} -Verb RunAs -WindowStyle Hidden -Wait -PassThru`;
  return `try { $started = ${start} -ErrorAction Stop } catch { ${refused} }; exit $started.ExitCode`;
}

/** Start-Process joins its arguments with blanks; the program takes the line apart again (CommandLineToArgvW). */
function asArgument(word: string): string {
  if (/^[^\s"]+$/.test(word)) return word;
  return `"${word.replaceAll(/(\\*)"/g, '$1$1\\"').replace(/\\+$/, '$&$&')}"`;
}

/** A text in which nothing means anything (about_Quoting_Rules). */
const quote = (text: string) => `'${text.replaceAll("'", "''")}'`;

/** Problems: service.not-permitted, service.manager-refused. */
export const elevateOnWindows: Elevate = async (words) => {
  const system = process.env.SystemRoot ?? 'C:\\Windows';
  const shell = join(system, 'System32', 'WindowsPowerShell', 'v1.0', 'powershell.exe');
  const script = elevationScript(words);
  const child = spawn(shell, ['-NoProfile', '-NonInteractive', '-Command', script], {
    stdio: 'ignore',
    windowsHide: true,
  });
  const [code] = await once(child, 'close').catch(() => [null]);
  if (code === 0) return succeed(undefined);
  const detail = `${words.join(' ')} ended with ${String(code)}`;
  return fail(problem(code === 1223 ? 'service.not-permitted' : 'service.manager-refused', detail));
};
