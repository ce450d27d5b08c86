import { expect, test } from 'vitest';
import { judgeWatch, type WatchedStatus } from '../../../agent-core/updater/judge-watch.ts';

const startedAt = '2026-03-01T01:00:00.000Z';
const watched = { to: '1.1.0', startedAt, shownBy: '2026-03-01T01:20:00.000Z', endedBy: '2026-03-01T02:00:00.000Z' };
const status = (version: string, phase: string, changes: Partial<WatchedStatus['progress']> = {}): WatchedStatus => ({
  version,
  progress: { to: '1.1.0', startedAt, phase, ...changes },
});
const [early, late, veryLate] = ['2026-03-01T01:19:59.000Z', watched.shownBy, watched.endedBy];

test('a new version whose updater says nothing in time has to be put back', () => {
  for (const silent of [status('1.0.0', 'installing'), null]) {
    expect(judgeWatch(silent, watched, early)).toBe('wait');
    expect(judgeWatch(silent, watched, late)).toBe('return');
  }
});

test.each([
  ['the new updater runs', status('1.1.0', 'installing')],
  ['the new updater looks at its agent', status('1.1.0', 'checking')],
  ['the updater before gave the installer up', status('1.0.0', 'returning')],
])('%s: it has the time that it takes, and not more', (_what, shown) => {
  expect(judgeWatch(shown, watched, late)).toBe('wait');
  expect(judgeWatch(shown, watched, veryLate)).toBe('return');
});

test.each([
  ['it ended well', status('1.1.0', 'ended')],
  ['the version before is back', status('1.0.0', 'ended')],
  ['another update took its place', status('1.0.0', 'installing', { to: '1.2.0' })],
  ['the same version is tried again', status('1.0.0', 'installing', { startedAt: '2026-03-02T01:00:00.000Z' })],
  ['nothing is remembered any more', { version: '1.0.0', progress: null }],
])('nothing is left to watch, however late it is: %s', (_what, shown) => {
  expect(judgeWatch(shown, watched, veryLate)).toBe('over');
});
