/**
 * The agent does not run as LocalSystem on a domain controller, whoever started it (rule R36): there that account is the domain itself.
 * The service host refuses the same before, for services alone.
 */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { problem } from '../../contract/problem.ts';
import { fail, type Result, succeed } from '../../contract/result.ts';

/** @returns what a program of Windows says; empty where it does not answer */
type AskWindows = (program: string, words: readonly string[]) => string;

const timeoutMs = 10_000;

/** Of Windows itself, wherever PATH leads. */
function askWindows(program: string, words: readonly string[]): string {
  const path = join(process.env.SystemRoot ?? 'C:\\Windows', 'System32', program);
  try {
    return execFileSync(path, words, { encoding: 'utf8', timeout: timeoutMs, windowsHide: true });
  } catch {
    return '';
  }
}

const productOptions = 'HKLM\\SYSTEM\\CurrentControlSet\\Control\\ProductOptions';

/** Problem: service.system-on-controller. */
export function refuseSystemOnController(
  platform: NodeJS.Platform = process.platform,
  ask: AskWindows = askWindows,
): Result<void> {
  if (platform !== 'win32') return succeed(undefined);
  // The identifier: the name of the account is another in every language.
  const isSystem = /"S-1-5-18"/.test(ask('whoami.exe', ['/user', '/fo', 'csv', '/nh']));
  // Written by Windows when the computer is promoted and demoted.
  const isController = isSystem && /\bLanmanNT\b/.test(ask('reg.exe', ['query', productOptions, '/v', 'ProductType']));
  return isController
    ? fail(problem('service.system-on-controller', 'the agent was started as S-1-5-18'))
    : succeed(undefined);
}
