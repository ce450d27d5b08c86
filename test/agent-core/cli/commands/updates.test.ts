import { expect, test, vi } from 'vitest';
import { parseCommandLine } from '../../../../agent-core/cli/command-line.ts';
import { updateCommands } from '../../../../agent-core/cli/commands/updates.ts';
import { problem } from '../../../../agent-core/contract/problem.ts';
import { succeed } from '../../../../agent-core/contract/result.ts';
import type { UpdateState } from '../../../../agent-core/contract/update-requests.ts';
import { defaultUpdates } from '../../../../agent-core/contract/update-settings.ts';
import { runCommandLine } from '../../../builders/command-context.ts';
import { openStubAgent } from '../../../builders/stub-agent.ts';
import { updaterStatus } from '../../../builders/updater-status.ts';

const commandNamed = (name: string) => {
  const found = updateCommands.find((command) => command.name === name);
  if (found === undefined) throw new Error(name);
  return found;
};
const state: UpdateState = {
  ...{ kind: 'available', version: '0.1.0', settings: defaultUpdates, updater: updaterStatus() },
  decision: { kind: 'wait', version: '9.1.0', reason: 'window', until: '2026-03-02T22:00:00.000Z' },
};

test('updates says what is installed, what is offered and why it waits', async () => {
  const { dataDir } = await openStubAgent({ 'updates.status': () => succeed(state) });
  const shown = await runCommandLine(dataDir, commandNamed('updates')).ended;
  expect(shown.ok ? shown.value.text : '').toContain('Version 9.1.0 waits until 2026-03-02T22:00:00.000Z');
  expect(shown).toMatchObject({ value: { json: { updates: { kind: 'available' } } } });
});

test('on a machine without an updater, updates says so, and install is refused with the reason', async () => {
  const none = problem('updates.no-updater', 'linux');
  const unavailable = { kind: 'unavailable', version: '0.1.0', problem: none } as const;
  const { dataDir } = await openStubAgent({ 'updates.status': () => succeed(unavailable) });
  const shown = await runCommandLine(dataDir, commandNamed('updates')).ended;
  expect(shown.ok ? shown.value.text : '').toContain('Nothing on this machine installs updates');
  expect(await runCommandLine(dataDir, commandNamed('updates install')).ended).toEqual({ ok: false, problem: none });
});

test('a version that was taken back is shown as one, also beside a newer one', async () => {
  const of = (version: string) => ({
    ...{ version, publishedAt: '2026-03-01T00:00:00.000Z', sizeBytes: 1, minimumVersion: '0.0.0', isOurTurn: true },
  });
  const offer = {
    ...({ channel: 'stable', checkedAt: '2026-03-02T00:00:00.000Z', problem: null } as const),
    releases: [of('9.2.0'), of('9.1.0')],
  };
  const updater = updaterStatus({ offer, failedVersions: ['9.1.0'] });
  const { dataDir } = await openStubAgent({ 'updates.status': () => succeed({ ...state, updater }) });
  const shown = await runCommandLine(dataDir, commandNamed('updates')).ended;
  expect((shown.ok ? shown.value.text : '').split('\n').filter((line) => line.startsWith('  9.'))).toEqual([
    '  9.2.0, out since 2026-03-01T00:00:00.000Z',
    '  9.1.0, out since 2026-03-01T00:00:00.000Z, was tried and taken back',
  ]);
});

test('updates install takes the newest that is offered, or the one that is named', async () => {
  const asked = vi.fn(() => succeed(state));
  const { dataDir } = await openStubAgent({ 'updates.status': () => succeed(state), 'updates.install': asked });
  await runCommandLine(dataDir, commandNamed('updates install')).ended;
  await runCommandLine(dataDir, commandNamed('updates install'), '9.0.5').ended;
  expect(asked.mock.calls.map(([given]: readonly unknown[]) => given)).toEqual([
    { version: '9.1.0' },
    { version: '9.0.5' },
  ]);
});

test('updates settings changes what is named and nothing else', async () => {
  const asked = vi.fn(() => succeed({ settings: defaultUpdates }));
  const { dataDir } = await openStubAgent({ 'updates.settings': asked });
  const set = (...words: readonly string[]) =>
    runCommandLine(dataDir, commandNamed('updates settings'), ...words).ended;
  await set('--channel', 'preview', '--delay-days', '0');
  await set('--pause');
  await set('--resume', '--any-time');
  await set('--days', 'friday,saturday', '--from', '22:00', '--to', '04:00');
  await set('--days', 'Fri, sat,saturday', '--from', '22:00', '--to', '04:00');
  expect(asked.mock.calls.map(([given]: readonly unknown[]) => given)).toEqual([
    { channel: 'preview', delayDays: 0 },
    { isPaused: true },
    { isPaused: false, window: null },
    { window: { days: ['friday', 'saturday'], from: '22:00', to: '04:00' } },
    { window: { days: ['friday', 'saturday'], from: '22:00', to: '04:00' } },
  ]);
});

test('updates settings are kept on a machine without an updater, and it says that nobody acts on them', async () => {
  const none = problem('updates.no-updater', 'linux');
  const { dataDir } = await openStubAgent({
    'updates.settings': () => succeed({ settings: { ...defaultUpdates, isPaused: true } }),
    'updates.status': () => succeed({ kind: 'unavailable', version: '0.1.0', problem: none }),
  });
  const saved = await runCommandLine(dataDir, commandNamed('updates settings'), '--pause').ended;
  expect(saved).toMatchObject({ value: { json: { settings: { isPaused: true }, updater: { code: none.code } } } });
  expect(saved.ok ? saved.value.text : '').toContain(`only on request.\n\n${none.title}`);
});

test.each([
  ['--channel', 'nightly'],
  ['--delay-days', '91'],
  ['--pause', '--resume'],
  ['--days', 'friday'],
  ['--days', 'caturday', '--from', '22:00', '--to', '04:00'],
  ['--days', 'friday', '--from', '22:00', '--to', '22:00'],
  ['--days', 'fr', '--from', '22:00', '--to', '04:00'],
  ['--days', 'friday,', '--from', '22:00', '--to', '04:00'],
  ['--any-time', '--days', 'friday', '--from', '22:00', '--to', '04:00'],
])('updates settings %s %s is a usage error', (...words) => {
  expect(parseCommandLine(['updates', 'settings', ...words], updateCommands).kind).toBe('usage-error');
});
