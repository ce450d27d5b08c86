/** The number of a group of this machine, by its name, as /etc/group and whatever the machine asks besides know it. */
import { execFileSync } from 'node:child_process';

/** @returns null when there is no such group, or nobody to ask */
export function findGroup(name: string): number | null {
  try {
    const line = execFileSync('getent', ['group', '--', name], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const [found = '', , id = ''] = line.trim().split(':');
    return found === name && /^\d+$/.test(id) ? Number(id) : null;
  } catch {
    // getent says by its exit code that there is none; without getent nothing can be said.
    return null;
  }
}
