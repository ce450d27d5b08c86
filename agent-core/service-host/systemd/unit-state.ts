/** Reads what systemd says of a unit. */
import type { ServiceState } from '../service-host.ts';

/** Given to `systemctl show --timestamp=unix`. */
export const unitProperties = ['ActiveState', 'SubState', 'MainPID', 'NRestarts', 'ExecMainStartTimestamp'];

/** @param shown lines such as `MainPID=4711`; the unit is known to be installed */
export function parseUnitState(shown: string): ServiceState {
  const values = new Map(
    shown.split('\n').map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
  );
  const restarts = Number(values.get('NRestarts') ?? 0);
  const pid = Number(values.get('MainPID') ?? 0);
  if (values.get('SubState') === 'auto-restart') return { kind: 'waiting', restarts };
  if (pid > 0) return { kind: 'running', pid, since: parseTime(values.get('ExecMainStartTimestamp') ?? ''), restarts };
  return values.get('ActiveState') === 'activating' ? { kind: 'waiting', restarts } : { kind: 'stopped' };
}

/** `@` and seconds since 1970. */
function parseTime(text: string): string | null {
  const seconds = /^@(\d+)$/.exec(text)?.[1];
  return seconds === undefined ? null : new Date(Number(seconds) * 1000).toISOString();
}
