import { expect, test } from 'vitest';
import { controlRequests } from '../../../agent-core/contract/control-api.ts';
import { problem } from '../../../agent-core/contract/problem.ts';
import { succeed } from '../../../agent-core/contract/result.ts';
import { AgentStatus } from '../../../agent-core/service/agent-status.ts';
import { createProtectedResponders } from '../../../agent-core/service/protected-responders.ts';
import { drivenClock } from '../../builders/driven-clock.ts';
import { fakeUpdater, noUpdater } from '../../builders/fake-updater.ts';

test('with a damaged record the agent says how it is, repairs what it can without it, and refuses everything else with the reason', async () => {
  const damaged = problem('data.record-damaged', 'record.db');
  const status = new AgentStatus('now', { kind: 'protected', problem: damaged }, null, [damaged]);
  const responders = createProtectedResponders(
    {
      status,
      readLog: () => succeed({ lines: [], next: 'here' }),
      checkSpace: () => succeed(undefined),
      mendDataFolder: () => succeed(['/data/logs']),
      updater: fakeUpdater(noUpdater).updater,
      clock: drivenClock(),
    },
    damaged,
  );
  expect(Object.keys(responders).toSorted()).toEqual(
    Object.keys(controlRequests)
      .filter((name) => name !== 'hello')
      .toSorted(),
  );
  const repaired = [
    { name: 'dataFolder', result: 'mended' },
    { name: 'disk', result: 'good' },
    { name: 'settings', result: 'person', problem: damaged },
  ];
  const signal = new AbortController().signal;
  for (const [name, responder] of Object.entries(responders)) {
    const answer = await (responder as (parameters: unknown, signal: AbortSignal) => unknown)({}, signal);
    if (name === 'state.read') expect(answer).toEqual({ ok: true, value: status.read() });
    else if (name === 'log.read') expect(answer).toMatchObject({ ok: true, value: { next: 'here' } });
    else if (name === 'agent.repair') expect(answer).toMatchObject({ ok: true, value: { checks: repaired } });
    else if (name === 'updates.status') expect(answer).toMatchObject({ ok: true, value: { kind: 'unavailable' } });
    else if (name === 'updates.check') expect(answer).toEqual(noUpdater);
    else expect(answer, name).toEqual({ ok: false, problem: damaged });
  }
});
