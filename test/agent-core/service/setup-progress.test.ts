import { describe, expect, onTestFinished, test } from 'vitest';
import { protocolVersion } from '../../../agent-core/contract/control-api.ts';
import { problem } from '../../../agent-core/contract/problem.ts';
import { fail, succeed } from '../../../agent-core/contract/result.ts';
import type { SetupProgressed } from '../../../agent-core/contract/setup-progress.ts';
import { SetupProgress } from '../../../agent-core/service/setup-progress.ts';
import { connectRaw } from '../../builders/raw-client.ts';
import { connectClient, openStubAgent, testClient } from '../../builders/stub-agent.ts';

test('a step tells that it began and how it ended', async () => {
  const progress = new SetupProgress();
  const seen: SetupProgressed[] = [];
  const stop = progress.onProgress((progressed) => seen.push(progressed));
  const trouble = problem('tenant.unreachable', 'graph');
  await progress.follow('grants', async () => succeed('done'));
  await progress.follow('signIn', async () => fail(trouble));
  stop();
  await progress.follow('grants', async () => succeed('done'));
  expect(seen).toEqual([
    { step: 'grants', state: 'doing', problem: null },
    { step: 'grants', state: 'done', problem: null },
    { step: 'signIn', state: 'doing', problem: null },
    { step: 'signIn', state: 'failed', problem: trouble },
  ]);
});

describe('over the control API', () => {
  test('whoever may change the agent follows its set-up', async () => {
    const agent = await openStubAgent();
    const { promise, resolve } = Promise.withResolvers<SetupProgressed>();
    await connectClient(agent.dataDir, { onSetupProgressed: resolve });
    await agent.progress.follow('grants', async () => succeed('done'));
    expect(await promise).toEqual({ step: 'grants', state: 'doing', problem: null });
  });

  test('whoever may only look hears nothing of it', async () => {
    const agent = await openStubAgent();
    const heard: unknown[] = [];
    const { rpc } = await connectRaw(agent.address.status);
    onTestFinished(() => rpc.dispose());
    rpc.onNotification('setup.progressed', (progressed) => void heard.push(progressed));
    await rpc.sendRequest('hello', { protocol: protocolVersion, client: testClient });
    await agent.progress.follow('grants', async () => succeed('done'));
    // What was sent before an answer has arrived when the answer has.
    await rpc.sendRequest('state.read', {});
    expect(heard).toEqual([]);
  });
});
