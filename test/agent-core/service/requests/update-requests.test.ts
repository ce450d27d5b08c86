import { expect, test } from 'vitest';
import { problem } from '../../../../agent-core/contract/problem.ts';
import { fail, succeed } from '../../../../agent-core/contract/result.ts';
import { checkUpdates } from '../../../../agent-core/service/requests/updates-check.ts';
import { installUpdate } from '../../../../agent-core/service/requests/updates-install.ts';
import { changeUpdates } from '../../../../agent-core/service/requests/updates-settings.ts';
import { updatesStatus } from '../../../../agent-core/service/requests/updates-status.ts';
import { configuredParts } from '../../../builders/agent-parts.ts';
import { fakeUpdater, noUpdater } from '../../../builders/fake-updater.ts';
import { updaterStatus } from '../../../builders/updater-status.ts';

const never = new AbortController().signal;
const caller = { door: 'control', program: 'test', account: 'ada' } as const;

function agent(given = fakeUpdater()) {
  const parts = configuredParts();
  const settings = () => parts.settingsStore.read()?.settings.updates ?? null;
  return { ...parts, ...given, readSettings: settings };
}

test('updates.status tells what there is and what becomes of it, or that nothing installs updates', async () => {
  expect(await updatesStatus(agent())({}, never)).toMatchObject({
    ok: true,
    value: { kind: 'available', decision: { kind: 'install', version: '9.1.0' } },
  });
  expect(await updatesStatus(agent(fakeUpdater(noUpdater)))({}, never)).toMatchObject({
    ok: true,
    value: { kind: 'unavailable', problem: { code: 'updates.no-updater' } },
  });
});

test('updates.check answers also with what is wrong with the feed; where nobody answers, that is the problem', async () => {
  const parts = agent();
  const { offer } = updaterStatus();
  parts.answerWith(() => {
    const refused = problem('updates.expired', 'yesterday');
    parts.become(succeed(updaterStatus({ offer: offer === null ? null : { ...offer, problem: refused } })));
    return fail(refused);
  });
  expect(await checkUpdates(parts)({}, never)).toMatchObject({
    ok: true,
    value: { updater: { offer: { problem: { code: 'updates.expired' } } } },
  });
  const silent = agent(fakeUpdater(noUpdater));
  expect(await checkUpdates(silent)({}, never)).toEqual(noUpdater);
});

test('updates.install asks for the version whatever pause and window say, and says in the audit trail who wanted it', async () => {
  const parts = agent();
  await changeUpdates(parts)({ isPaused: true }, never, caller);
  expect(await installUpdate(parts)({ version: '9.1.0' }, never, caller)).toMatchObject({ ok: true });
  expect(parts.asked).toEqual([{ kind: 'install', channel: 'stable', version: '9.1.0' }]);
  expect(parts.auditTrail.read(0, 10).items.at(-1)).toMatchObject({ act: 'updateStarted', detail: '9.1.0' });
  parts.answerWith(() => fail(problem('updates.not-newer', '0.0.1')));
  expect(await installUpdate(parts)({ version: '0.0.1' }, never, caller)).toMatchObject({
    ok: false,
    problem: { code: 'updates.not-newer' },
  });
  expect(parts.auditTrail.read(0, 10).items.filter(({ act }) => act === 'updateStarted')).toHaveLength(1);
});

test('updates.settings changes what is named and keeps the rest, and saves nothing that is so already', async () => {
  const parts = agent();
  const window = { days: ['sunday'], from: '22:00', to: '04:00' } as const;
  expect(await changeUpdates(parts)({ delayDays: 3, window }, never, caller)).toEqual({
    ok: true,
    value: { settings: { channel: 'stable', isPaused: false, delayDays: 3, window } },
  });
  const revision = parts.settingsStore.read()?.revision;
  await changeUpdates(parts)({ delayDays: 3 }, never, caller);
  expect(parts.settingsStore.read()?.revision).toBe(revision);
  await changeUpdates(parts)({ window: null }, never, caller);
  expect(parts.settingsStore.read()?.settings.updates).toMatchObject({ window: null, delayDays: 3 });
});
