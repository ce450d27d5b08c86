import { expect, test } from 'vitest';
import { type AgentLook, type Expected, judgeHealth } from '../../../agent-core/updater/judge-health.ts';

const expected: Expected = {
  version: '1.1.0',
  since: '2026-11-26T12:00:00.000Z',
  deadlineAt: '2026-11-26T12:15:00.000Z',
  failedBefore: false,
};
const look: AgentLook = {
  version: '1.1.0',
  activity: 'idle',
  lastRun: { startedAt: '2026-11-26T12:01:00.000Z', result: 'succeeded' },
  isPaused: false,
  nextRunAt: '2026-11-26T12:03:00.000Z',
};
const earlier = { startedAt: '2026-11-26T11:59:00.000Z', result: 'succeeded' };

test.each<[string, AgentLook | null, boolean, Partial<Expected>?]>([
  ['the new agent ran', look, true],
  [
    'there were problems with single objects',
    { ...look, lastRun: { ...look.lastRun, result: 'succeededWithProblems' } as never },
    true,
  ],
  ['nobody answers', null, false],
  ['the agent of the version before answers', { ...look, version: '1.0.0' }, false],
  ['the record cannot be used', { ...look, activity: 'protected' }, false],
  ['nothing is set up, and so nothing runs', { ...look, activity: 'unconfigured', lastRun: null }, true],
  ['no run was begun by the new agent', { ...look, lastRun: earlier }, false],
  ['there never was a run', { ...look, lastRun: null }, false],
  ['its first run goes on', { ...look, activity: 'running', lastRun: earlier }, false],
  ['its first run failed', { ...look, lastRun: { startedAt: expected.since, result: 'failed' } }, false],
  [
    'its first run failed, as those before',
    { ...look, lastRun: { startedAt: expected.since, result: 'failed' } },
    true,
    { failedBefore: true },
  ],
  ['the schedule is paused', { ...look, lastRun: earlier, isPaused: true, nextRunAt: null }, true],
  [
    'the next run is later than anybody waits',
    { ...look, lastRun: earlier, nextRunAt: '2026-11-27T00:00:00.000Z' },
    true,
  ],
])('an agent is judged: %s', (_what, found, isHealthy, changes = {}) => {
  expect(judgeHealth(found, { ...expected, ...changes }).kind).toBe(isHealthy ? 'healthy' : 'notYet');
});
