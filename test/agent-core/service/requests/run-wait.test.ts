import { expect, test } from 'vitest';
import { waitForRun } from '../../../../agent-core/service/requests/run-wait.ts';
import { configuredParts } from '../../../builders/agent-parts.ts';
import { directoryUser } from '../../../builders/directory-object.ts';
import { runIdFor } from '../../../builders/identifiers.ts';

const never = new AbortController().signal;

function agent() {
  const parts = configuredParts([directoryUser('ada')]);
  const wait = waitForRun(parts.runner, parts.history);
  const start = () => {
    const started = parts.runner.startRun();
    if (!started.ok) throw new Error(started.problem.code);
    return started.value;
  };
  return { ...parts, start, wait: (runId = runIdFor(9), signal = never) => wait({ runId }, signal) };
}

test('answers when the run in progress has ended', async () => {
  const { start, wait } = agent();
  const runId = start();
  expect(await wait(runId)).toMatchObject({ ok: true, value: { runId, result: 'succeeded', counts: { applied: 1 } } });
});

test('answers at once for a run that ended, also when others came after it', async () => {
  const { start, wait } = agent();
  const first = start();
  await wait(first);
  await wait(start());
  expect(await wait(first)).toMatchObject({ ok: true, value: { runId: first, counts: { applied: 1 } } });
});

test('knows no other run', async () => {
  const { start, wait } = agent();
  const refused = { ok: false, problem: { code: 'run.not-found', detail: runIdFor(9) } };
  expect(await wait()).toMatchObject(refused);
  await wait(start());
  expect(await wait()).toMatchObject(refused);
});

test('whoever gives up waiting does not stop the run', async () => {
  const { start, wait } = agent();
  const runId = start();
  expect(await wait(runId, AbortSignal.abort())).toMatchObject({ ok: false, problem: { code: 'run.goes-on' } });
  expect(await wait(runId)).toMatchObject({ ok: true, value: { result: 'succeeded' } });
});
