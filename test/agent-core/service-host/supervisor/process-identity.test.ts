import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, test, vi } from 'vitest';
import {
  identifyProcess,
  isAlive,
  type ProcessIdentity,
  signalProcess,
} from '../../../../agent-core/service-host/supervisor/process-identity.ts';

test('a process is known by its number, its start and the boot, and gone when it has ended', async () => {
  const child = spawn('sleep', ['600']);
  const identity = identifyProcess(child.pid ?? 0);
  if (identity === null) throw new Error('it has no identity');
  expect(isAlive(identity)).toBe(true);
  const ended = once(child, 'exit');
  expect(signalProcess(identity, 'SIGTERM')).toBe(true);
  expect(await ended).toEqual([null, 'SIGTERM']);
  expect(isAlive(identity)).toBe(false);
});

test.each<[string, Partial<ProcessIdentity>]>([
  ['an earlier process', { startTicks: '1' }],
  ['another boot', { bootId: 'another' }],
])('a process that has the number of %s is never signalled', (_whose, changes) => {
  const kill = vi.spyOn(process, 'kill').mockReturnValue(true);
  const own = identifyProcess(process.pid);
  if (own === null) throw new Error('it has no identity');
  expect(signalProcess({ ...own, ...changes }, 'SIGTERM')).toBe(false);
  expect(kill).not.toHaveBeenCalled();
});
