import { existsSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { putBackFilename } from '../../../agent-core/contract/data-files.ts';
import { fakeMachine, Killed } from '../../builders/fake-machine.ts';
import { offer } from '../../builders/update-feed.ts';

const isBad = {
  look: (version: string) =>
    version === '1.1.0' ? null : { version, activity: 'idle', lastRun: null, isPaused: true, nextRunAt: null },
};

test('an update stops the agent, copies its databases, installs, and ends when the new agent is well', async () => {
  const machine = await fakeMachine();
  expect(await machine.carryOut()).toMatchObject({
    phase: 'ended',
    outcome: 'installed',
    code: null,
    failedVersions: [],
  });
  expect(machine.done.filter((what) => !what.startsWith('write'))).toEqual([
    'stop',
    'watch 1.1.0',
    'update 1.1.0',
    'start',
  ]);
  expect([machine.installed(), machine.isRunning()]).toEqual(['1.1.0', true]);
  expect(existsSync(join(machine.dataDir, putBackFilename))).toBe(false);
});

test('a version that does not become healthy makes room for the one before, with what was stored before', async () => {
  const machine = await fakeMachine(isBad);
  machine.beforeEach((what) => {
    if (what === 'return 1.0.0') writeFileSync(join(machine.dataDir, 'record.db'), 'of the bad version');
  });
  const ended = await machine.carryOut();
  expect(ended).toMatchObject({ outcome: 'returned', code: 'updates.not-healthy', failedVersions: ['1.1.0'] });
  expect([machine.installed(), machine.isRunning()]).toEqual(['1.0.0', true]);
  expect(readFileSync(join(machine.dataDir, 'record.db'), 'utf8')).toBe('before');
  expect(existsSync(join(machine.dataDir, putBackFilename))).toBe(true);
});

test('an installer that puts nothing in place in its time is given up, and the version before is put in place again', async () => {
  const machine = await fakeMachine({ replaces: (version) => version !== '1.1.0' });
  expect(await machine.carryOut()).toMatchObject({ outcome: 'returned', code: 'updates.not-replaced' });
  expect(machine.done.filter((what) => /^(update|return)/.test(what))).toEqual(['update 1.1.0', 'return 1.0.0']);
  expect([machine.installed(), machine.isRunning()]).toEqual(['1.0.0', true]);
});

test('where the version before cannot be put back either, the agent is started with what is there, and the update says so', async () => {
  const machine = await fakeMachine({ ...isBad, replaces: (version) => version === '1.1.0' });
  expect(await machine.carryOut()).toMatchObject({ outcome: 'stuck', code: 'updates.cannot-return' });
  expect([machine.installed(), machine.isRunning()]).toEqual(['1.1.0', true]);
});

test.each([
  ['no newer one', { to: '1.0.0' }, 'updates.not-newer'],
  ['an older one', { to: '0.9.0' }, 'updates.not-newer'],
  ['one that nobody offers', { to: '7.0.0' }, 'updates.not-offered'],
  ['one of another channel', { channel: 'preview' } as const, 'updates.unreachable'],
])('what may not be installed is refused before anything is stopped: %s', async (_what, changes, code) => {
  const machine = await fakeMachine();
  await offer(machine.place, { version: '0.9.0' });
  expect(await machine.carryOut(changes)).toMatchObject({ outcome: 'refused', code });
  expect(machine.done.filter((what) => !what.startsWith('write'))).toEqual([]);
  expect(machine.packages.has('1.1.0')).toBe(false);
});

test('a version that needs one in between is refused, and so is one for which there is no room or no way back', async () => {
  const stepped = await fakeMachine();
  await offer(stepped.place, { version: '2.0.0', minimumVersion: '1.1.0' });
  expect((await stepped.carryOut({ to: '2.0.0' })).code).toBe('updates.needs-step');
  const full = await fakeMachine({ freeBytes: 100_000_000 });
  expect((await full.carryOut()).code).toBe('updates.disk-full');
  const lost = await fakeMachine();
  rmSync(lost.packages.pathOf('1.0.0'));
  expect((await lost.carryOut()).code).toBe('updates.no-way-back');
  for (const machine of [stepped, full, lost]) expect(machine.done.join()).not.toContain('stop');
  // The feed may offer it.
  await offer(lost.place, { version: '1.0.0' });
  expect((await lost.carryOut()).outcome).toBe('installed');
  expect(lost.packages.has('1.0.0')).toBe(true);
});

test('an agent that cannot be stopped, or a trap in its folder, ends the update before anything is replaced', async () => {
  const stubborn = await fakeMachine({ canStop: false });
  expect(await stubborn.carryOut()).toMatchObject({ outcome: 'refused', code: 'updates.agent-not-stopped' });
  const trapped = await fakeMachine();
  rmSync(join(trapped.dataDir, 'record.db'));
  symlinkSync('/etc/hostname', join(trapped.dataDir, 'record.db'));
  expect(await trapped.carryOut()).toMatchObject({ outcome: 'refused', code: 'updates.snapshot-failed' });
  for (const machine of [stubborn, trapped])
    expect([machine.installed(), machine.isRunning()]).toEqual(['1.0.0', true]);
});

/** Whatever is done or written down, once for each time, is what the process is killed just before. */
async function killedEverywhere(
  begin: 'fetching' | 'snapshotting',
  habits: Parameters<typeof fakeMachine>[0],
  outcome: string,
  installed: string,
) {
  // What comes before leaves nothing that would have to be undone.
  const fetched = { phase: begin } as const;
  const whole = await fakeMachine(habits);
  await whole.carryOut(fetched);
  expect(whole.done.length).toBeGreaterThan(5);
  for (const [place, what] of whole.done.entries()) {
    const machine = await fakeMachine(habits);
    let count = -1;
    machine.beforeEach(() => {
      count += 1;
      if (count === place) throw new Killed();
    });
    const ended = await machine.carryOut(fetched);
    expect({ place, what, ...ended }).toMatchObject({ phase: 'ended', outcome });
    expect([what, machine.installed(), machine.isRunning()]).toEqual([what, installed, true]);
    expect(readFileSync(join(machine.dataDir, 'record.db'), 'utf8')).toBe('before');
  }
}

test('killed at any point of an update, it goes on at the next start and ends as if nothing had happened', async () => {
  await killedEverywhere('fetching', {}, 'installed', '1.1.0');
});

test('killed at any point of the way back, too', async () => {
  await killedEverywhere('snapshotting', isBad, 'returned', '1.0.0');
});

test('nothing is replaced that nobody watches: the version before stays, and its agent runs', async () => {
  const machine = await fakeMachine({ canWatch: false });
  expect(await machine.carryOut()).toMatchObject({ outcome: 'returned', code: 'updates.not-replaced' });
  expect(machine.done).not.toContain('update 1.1.0');
  expect([machine.installed(), machine.isRunning()]).toEqual(['1.0.0', true]);
});

test('a version that a person installed in the middle of it ends the update', async () => {
  const machine = await fakeMachine({ replaces: () => false });
  expect(await machine.carryOut({ from: '0.8.0', to: '0.9.0', phase: 'checking' })).toMatchObject({
    outcome: 'overtaken',
  });
  expect(machine.isRunning()).toBe(true);
});
