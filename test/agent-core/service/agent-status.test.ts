import { expect, test } from 'vitest';
import type { AgentState } from '../../../agent-core/contract/agent-state.ts';
import { problem } from '../../../agent-core/contract/problem.ts';
import { version } from '../../../agent-core/contract/version.ts';
import { AgentStatus } from '../../../agent-core/service/agent-status.ts';
import { runReport } from '../../builders/run-report.ts';

const rebuilt = problem('data.cache-rebuilt', 'cache.db');

test('the state is told to whoever listens, until they listen no more', () => {
  const status = new AgentStatus('monday', { kind: 'unconfigured' }, null, [rebuilt]);
  expect(status.read()).toEqual({
    version,
    startedAt: 'monday',
    activity: { kind: 'unconfigured' },
    lastRun: null,
    schedule: { isPaused: false, nextRunAt: null, intervalSeconds: 120 },
    problems: [rebuilt],
    update: null,
  });
  const heard: AgentState[] = [];
  const stop = status.onChange((state) => heard.push(state));
  status.endRun({ kind: 'unconfigured' }, runReport());
  expect(heard).toEqual([status.read()]);
  expect(heard[0]?.lastRun).toEqual(runReport());
  stop();
  status.changeActivity({ kind: 'unconfigured' });
  expect(heard).toHaveLength(1);
});

test('the state shows the schedule, and trouble of each kind until it is over', () => {
  const status = new AgentStatus('monday', { kind: 'unconfigured' }, null, [rebuilt]);
  const heard: AgentState[] = [];
  status.onChange((state) => heard.push(state));
  const schedule = { isPaused: true, nextRunAt: null, intervalSeconds: 300 };
  status.showSchedule(() => schedule);
  const full = (detail: string) => problem('data.write-failed', detail);
  status.report('schedule', full('5 MB'));
  status.report('schedule', full('5 MB'));
  status.report('schedule', full('4 MB'));
  status.report('other', null);
  expect(heard.map(({ problems }) => problems)).toEqual([[rebuilt], [rebuilt, full('5 MB')], [rebuilt, full('4 MB')]]);
  expect(heard[0]?.schedule).toEqual(schedule);
  status.report('other', full('4 MB'));
  expect(status.read().problems).toEqual([rebuilt, full('4 MB')]);
  status.report('other', null);
  status.report('schedule', null);
  expect(status.read().problems).toEqual([rebuilt]);
});
