/**
 * A process that is surely the one meant: its number alone is given to another one sooner or later, so the time it was started and
 * the boot it belongs to go with it. proc_pid_stat(5).
 */
import { readFileSync } from 'node:fs';
import { z } from 'zod';

export const processIdentitySchema = z.object({
  pid: z.int().positive(),
  /** Clock ticks from boot to its start. */
  startTicks: z.string(),
  bootId: z.string(),
});
export type ProcessIdentity = z.infer<typeof processIdentitySchema>;

/** Null when there is no such process, or it has ended and nobody has taken notice yet. */
export function identifyProcess(pid: number): ProcessIdentity | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The second field is a name in parentheses and may hold anything.
    const [state, ...fields] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const startTicks = fields[18];
    if (startTicks === undefined || state === 'Z' || state === 'X') return null;
    return { pid, startTicks, bootId: readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim() };
  } catch {
    return null;
  }
}

export function isAlive({ pid, startTicks, bootId }: ProcessIdentity): boolean {
  const found = identifyProcess(pid);
  return found !== null && found.startTicks === startTicks && found.bootId === bootId;
}

/** Does nothing to a process that took over the number. @returns whether it was there. Throws what the system refuses. */
export function signalProcess(identity: ProcessIdentity, signal: 'SIGTERM' | 'SIGKILL'): boolean {
  if (!isAlive(identity)) return false;
  process.kill(identity.pid, signal);
  return true;
}
