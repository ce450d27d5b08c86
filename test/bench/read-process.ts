/** What Linux says of a process: how much memory it has, and how often any of its threads went to sleep and was woken. */
import { readdirSync, readFileSync } from 'node:fs';

export interface ProcessState {
  readonly residentMb: number;
  /** Since it started. */
  readonly wakeUps: number;
}

export function readProcess(pid: number): ProcessState {
  const numberIn = (path: string, name: string) =>
    Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(readFileSync(path, 'utf8'))?.[1] ?? 0);
  const threads = readdirSync(`/proc/${pid}/task`);
  const wakeUps = threads.map((thread) => numberIn(`/proc/${pid}/task/${thread}/status`, 'voluntary_ctxt_switches'));
  return {
    residentMb: numberIn(`/proc/${pid}/status`, 'VmRSS') / 1024,
    wakeUps: wakeUps.reduce((sum, each) => sum + each, 0),
  };
}
