import { expect, test } from 'vitest';
import { problem } from '../../../../agent-core/contract/problem.ts';
import { fail, succeed } from '../../../../agent-core/contract/result.ts';
import { defaultUpdates, type UpdateSettings } from '../../../../agent-core/contract/update-settings.ts';
import { AgentStatus } from '../../../../agent-core/service/agent-status.ts';
import { UpdateCare } from '../../../../agent-core/service/updates/update-care.ts';
import { drivenClock } from '../../../builders/driven-clock.ts';
import { fakeUpdater, noUpdater } from '../../../builders/fake-updater.ts';
import { memoryAgentLog } from '../../../builders/memory-agent-log.ts';
import { updaterStatus } from '../../../builders/updater-status.ts';

const minuteMs = 60_000;

function careWith(settings: Partial<UpdateSettings> = {}, given = fakeUpdater()) {
  const clock = drivenClock();
  const status = new AgentStatus(clock.now(), { kind: 'unconfigured' }, null, []);
  const care = new UpdateCare({
    updater: given.updater,
    clock,
    timer: clock,
    log: memoryAgentLog(),
    status,
    readSettings: () => ({ ...defaultUpdates, ...settings }),
  });
  const kinds = () => given.asked.map(({ kind }) => kind);
  const codes = () => status.read().problems.map(({ code }) => code);
  return { ...given, clock, status, care, kinds, codes };
}

test('the feed is looked at every six hours, and a newer version installed when it may be', async () => {
  const { care, kinds, clock, asked } = careWith();
  await care.look();
  expect(kinds()).toEqual(['install']);
  expect(asked[0]).toEqual({ kind: 'install', channel: 'stable', version: '9.1.0' });
  clock.advance(6 * 60 * minuteMs);
  await care.look();
  expect(kinds()).toEqual(['install', 'check', 'install']);
});

test('while paused, nothing is looked for or installed, and the version is shown all the same', async () => {
  const { care, kinds, clock, status } = careWith({ isPaused: true });
  clock.advance(24 * 60 * minuteMs);
  await care.look();
  expect(kinds()).toEqual([]);
  expect(status.read().update).toEqual({ version: '9.1.0', isInProgress: false });
});

test('another channel is looked at before anything of it is installed', async () => {
  const { care, asked } = careWith({ channel: 'preview' });
  await care.look();
  expect(asked).toEqual([{ kind: 'check', channel: 'preview' }]);
});

test('it looks by itself until the agent stops', async () => {
  const { care, kinds, clock } = careWith();
  care.start();
  clock.advance(5 * minuteMs);
  await care.stop();
  expect(kinds()).toEqual(['install']);
  clock.advance(60 * minuteMs);
  expect(kinds()).toEqual(['install']);
});

test('where nothing installs updates, nothing is asked and nothing is wrong', async () => {
  const { care, kinds, codes, status } = careWith({}, fakeUpdater(noUpdater));
  await care.look();
  expect([kinds(), codes(), status.read().update]).toEqual([[], [], null]);
});

test('a version that came back, a feed that is refused and an updater that does not answer are problems of the agent until they are over', async () => {
  const { care, become, answerWith, codes } = careWith();
  answerWith(() => fail(problem('updates.no-answer', '90 s')));
  await care.look();
  expect(codes()).toEqual(['updates.no-answer']);
  const { offer } = updaterStatus();
  if (offer === null) throw new Error('nothing is offered');
  become(succeed(updaterStatus({ offer: { ...offer, releases: [], problem: problem('updates.bad-signature', 'x') } })));
  await care.look();
  expect(codes()).toEqual(['updates.bad-signature']);
  const progress = {
    ...({ from: '0.1.0', to: '9.1.0', startedAt: offer.checkedAt, phase: 'ended', fetchedBytes: null } as const),
    ...({ endedAt: offer.checkedAt, outcome: 'returned', problem: problem('updates.not-healthy', 'x') } as const),
  };
  become(succeed(updaterStatus({ progress, failedVersions: ['9.1.0'] })));
  await care.look();
  expect(codes()).toEqual(['updates.not-healthy']);
  answerWith(() => succeed(updaterStatus()));
  become(succeed(updaterStatus({ progress: { ...progress, outcome: 'installed', problem: null }, offer: null })));
  await care.look();
  expect(codes()).toEqual([]);
});
