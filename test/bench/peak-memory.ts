/**
 * The most memory that this process had, in MiB: VmHWM of proc(5). What getrusage(2) says begins with what the process had that started this
 * one, so that whoever is started by something large would have been large, too.
 */
import { readFileSync } from 'node:fs';

export function peakMemoryMb(): number {
  const kib = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1];
  if (kib === undefined) throw new Error('/proc/self/status does not say VmHWM');
  return Number(kib) / 1024;
}
