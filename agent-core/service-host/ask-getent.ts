/** Asks the machine for one of its groups or accounts, as its files and whatever it asks besides know them. */
import { execFileSync } from 'node:child_process';

const timeoutMs = 5_000;

/** @returns the fields of the line, name first and number third; null when there is none, or nobody to ask */
export function askGetent(database: 'group' | 'passwd', key: string): readonly string[] | null {
  try {
    const line = execFileSync('getent', [database, '--', key], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
      timeout: timeoutMs,
    });
    return line.trim().split(':');
  } catch {
    // getent says by its exit code that there is none; without getent nothing can be said.
    return null;
  }
}
