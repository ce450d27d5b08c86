import { describe, expect, test, vi } from 'vitest';
import { z } from 'zod';
import type { AgentState } from '../../../agent-core/contract/agent-state.ts';
import { protocolVersion } from '../../../agent-core/contract/control-api.ts';
import { problem, problemSchema } from '../../../agent-core/contract/problem.ts';
import { succeed } from '../../../agent-core/contract/result.ts';
import { version } from '../../../agent-core/contract/version.ts';
import { connectRaw, greeted, hello, refusalOf } from '../../builders/raw-client.ts';
import { settings } from '../../builders/settings.ts';
import { openStubAgent } from '../../builders/stub-agent.ts';

/** What a client of protocol 2 requires of the state, frozen as it was shipped: it ignores keys it does not know. */
const pairing = {
  tenant: z.object({ tenantId: z.string(), displayName: z.string() }),
  domains: z.array(z.object({ name: z.string(), controller: z.string() })),
};
const protocolTwoState = z.object({
  version: z.string(),
  startedAt: z.iso.datetime(),
  activity: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('unconfigured') }),
    z.object({ kind: z.literal('idle'), ...pairing }),
    z.object({
      kind: z.literal('running'),
      ...pairing,
      runId: z.string(),
      startedAt: z.iso.datetime(),
      step: z.enum(['import', 'scope', 'map', 'diff', 'plan', 'guard', 'apply', 'record']),
    }),
    z.object({ kind: z.literal('protected'), problem: problemSchema }),
  ]),
  lastRun: z.unknown(),
  schedule: z.object({ isPaused: z.boolean(), nextRunAt: z.iso.datetime().nullable(), intervalSeconds: z.int() }),
  problems: z.array(problemSchema),
});

describe('a client of the version before', () => {
  const getSettings = vi.fn(() => succeed({ revision: 1, settings: settings() }));
  const older = async () => {
    const agent = await openStubAgent({ 'settings.get': getSettings });
    const raw = await connectRaw(agent.address.control);
    const states: AgentState[] = [];
    raw.rpc.onNotification('state.changed', (state: AgentState) => void states.push(state));
    await raw.rpc.sendRequest('hello', hello(protocolVersion - 1));
    return { ...raw, agent, states };
  };

  test('does not know the requests that came later', async () => {
    const { rpc } = await older();
    const refusal = await refusalOf(rpc.sendRequest('settings.get', {}));
    expect(refusal).toMatchObject({ code: 'control.unknown-request' });
    expect(refusal.detail).toContain(`settings.get came with version ${protocolVersion}`);
    expect(getSettings).not.toHaveBeenCalled();
  });

  test('is asked and told what it knows: the state, and every change of it', async () => {
    const { rpc, agent, states } = await older();
    expect(protocolTwoState.parse(await rpc.sendRequest('state.read', {}))).toMatchObject({ version });
    agent.status.changeActivity({ kind: 'protected', problem: problem('data.record-damaged', 'record.db') });
    await expect.poll(() => states.at(-1)?.activity.kind).toBe('protected');
    for (const state of states) protocolTwoState.parse(state);
  });

  test('does not become a newer one by greeting again', async () => {
    const { rpc } = await older();
    expect(await rpc.sendRequest('hello', hello(protocolVersion))).toMatchObject({ protocol: protocolVersion - 1 });
    expect(await refusalOf(rpc.sendRequest('settings.get', {}))).toMatchObject({ code: 'control.unknown-request' });
  });

  test('and one of this version are served side by side, each as it speaks', async () => {
    const { agent } = await older();
    const { rpc } = await greeted(agent.address.control);
    expect(await rpc.sendRequest('settings.get', {})).toMatchObject({ revision: 1 });
  });
});
