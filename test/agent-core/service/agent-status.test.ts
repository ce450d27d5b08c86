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
    problems: [rebuilt],
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
