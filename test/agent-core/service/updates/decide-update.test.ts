import { expect, test } from 'vitest';
import type { UpdaterStatus } from '../../../../agent-core/contract/update-exchange.ts';
import {
  defaultUpdates,
  type UpdateSettings,
  type UpdateWindow,
} from '../../../../agent-core/contract/update-settings.ts';
import { decideUpdate } from '../../../../agent-core/service/updates/decide-update.ts';
import { isWithinWindow, minutesUntilWindow } from '../../../../agent-core/service/updates/update-window.ts';
import { offeredRelease, updaterStatus } from '../../../builders/updater-status.ts';

const weekends: UpdateWindow = { days: ['friday', 'saturday'], from: '22:00', to: '04:00' };
const [sunday, monday, friday, saturday] = [0, 1, 5, 6];
const at = (weekday: number, time: string) => {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return { weekday, minute: hours * 60 + minutes };
};
const now = '2026-03-02T08:00:00.000Z';

function decide(
  settings: Partial<UpdateSettings> = {},
  updater: Partial<UpdaterStatus> = {},
  local = at(monday, '09:00'),
) {
  return decideUpdate({ ...defaultUpdates, ...settings }, updaterStatus(updater), { now, local });
}
const offering = (...releases: readonly Parameters<typeof offeredRelease>[0][]) => ({
  offer: { channel: 'stable', checkedAt: now, problem: null, releases: releases.map(offeredRelease) } as const,
});

test('the newest version of the channel is installed when nothing stands against it', () => {
  expect(decide()).toEqual({ kind: 'install', version: '9.1.0' });
  expect(decide({}, offering({ version: '9.2.0' }, { version: '9.1.0' }))).toMatchObject({ version: '9.2.0' });
});

test('nothing is done where nothing newer of the chosen channel is known, or an update is in progress', () => {
  expect(decide({}, { offer: null })).toEqual({ kind: 'nothing' });
  expect(decide({ channel: 'preview' })).toEqual({ kind: 'nothing' });
  // It was offered before it was installed.
  expect(decide({}, { version: '9.1.0' })).toEqual({ kind: 'nothing' });
  const progress = { from: '0.1.0', to: '9.1.0', startedAt: now, phase: 'fetching', fetchedBytes: 1 } as const;
  const open = { ...progress, endedAt: null, outcome: null, problem: null };
  expect(decide({}, { progress: open })).toEqual({ kind: 'inProgress' });
});

test.each([
  ['paused', { isPaused: true }, {}],
  ['notOurTurn', {}, offering({ isOurTurn: false })],
  ['failedBefore', {}, { failedVersions: ['9.1.0'] }],
  ['needsStep', {}, offering({ minimumVersion: '9.0.0' })],
] as const)('an update waits, for as long as nobody can say: %s', (reason, settings, updater) => {
  expect(decide(settings, updater)).toEqual({ kind: 'wait', version: '9.1.0', reason, until: null });
});

test('a release must have been out for as many days as chosen', () => {
  const delayed = offering({ publishedAt: '2026-03-01T08:00:01.000Z' });
  expect(decide({ delayDays: 1 }, delayed)).toMatchObject({ reason: 'delay', until: '2026-03-02T08:00:01.000Z' });
  expect(decide({ delayDays: 1 }, offering({ publishedAt: '2026-03-01T08:00:00.000Z' })).kind).toBe('install');
});

test('where the newest may not be installed yet, an older one that may is', () => {
  const releases = offering({ version: '9.2.0', isOurTurn: false }, { version: '9.1.0' });
  expect(decide({}, releases)).toEqual({ kind: 'install', version: '9.1.0' });
  const step = offering({ version: '9.2.0', minimumVersion: '9.1.0' }, { version: '9.1.0' });
  expect(decide({}, step)).toEqual({ kind: 'install', version: '9.1.0' });
});

test('an update waits for its window, and says when that opens', () => {
  expect(decide({ window: weekends }, {}, at(friday, '21:00'))).toMatchObject({
    reason: 'window',
    until: '2026-03-02T09:00:00.000Z',
  });
  expect(decide({ window: weekends }, {}, at(friday, '22:00')).kind).toBe('install');
});

test.each([
  [friday, '21:59', false],
  [friday, '22:00', true],
  [saturday, '03:59', true],
  [saturday, '04:00', false],
  [saturday, '23:00', true],
  [sunday, '03:00', true],
  [sunday, '22:30', false],
  [friday, '03:00', false],
])('a window past midnight belongs to the day it began: day %i, %s', (weekday, time, isIn) => {
  expect(isWithinWindow(weekends, at(weekday, time))).toBe(isIn);
});

test('a window within a day ends before its end, and the next opening is found a week ahead', () => {
  const noon: UpdateWindow = { days: ['monday'], from: '12:00', to: '13:00' };
  expect(['11:59', '12:00', '12:59', '13:00'].map((time) => isWithinWindow(noon, at(monday, time)))).toEqual([
    false,
    true,
    true,
    false,
  ]);
  expect(minutesUntilWindow(noon, at(monday, '11:00'))).toBe(60);
  expect(minutesUntilWindow(noon, at(monday, '13:00'))).toBe(7 * 24 * 60 - 60);
  expect(minutesUntilWindow(noon, at(sunday, '12:00'))).toBe(24 * 60);
});
