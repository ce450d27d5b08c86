import { describe, expect, test } from 'vitest';
import type { RunId } from '../../../../agent-core/contract/identifiers.ts';
import { succeed } from '../../../../agent-core/contract/result.ts';
import { createResponders } from '../../../../agent-core/service/requests/responders.ts';
import type { EntryPage } from '../../../../agent-core/storage/run-history.ts';
import { certificateLife, configuredParts, credential } from '../../../builders/agent-parts.ts';
import { directoryUser } from '../../../builders/directory-object.ts';
import { runIdFor } from '../../../builders/identifiers.ts';

const signal = new AbortController().signal;
const readNothing = () => succeed({ lines: [], next: null });
const notFound = { ok: false, problem: { code: 'run.not-found' } };

function agent() {
  const parts = configuredParts([directoryUser('ada')]);
  const entries = (runId: RunId): EntryPage | null =>
    runId === runIdFor(1) ? { items: parts.history.entries, next: null } : null;
  const history = { ...parts.history, entries, newest: () => null, closeInterrupted: () => [] };
  const describeCertificate = () => certificateLife;
  const createCredential = async () => credential;
  return {
    ...parts,
    responders: createResponders({
      ...parts,
      readLog: readNothing,
      objects: { read: async () => Promise.reject(new Error('nobody asks')) },
      provisioning: { read: async () => ({ items: [], next: null }) },
      checkSpace: () => succeed(undefined),
      mendDataFolder: () => succeed([]),
      history,
      createCredential,
      describeCertificate,
    }),
  };
}

async function started({ responders }: ReturnType<typeof agent>): Promise<RunId> {
  const answer = await responders['run.start']({}, signal);
  if (!answer.ok) throw new Error(answer.problem.code);
  return answer.value.runId;
}

describe('run.wait', () => {
  test('answers with the report when the run has ended, and again for the newest one', async () => {
    const parts = agent();
    const runId = await started(parts);
    const report = await parts.responders['run.wait']({ runId }, signal);
    expect(report).toMatchObject({ ok: true, value: { runId, result: 'succeeded' } });
    expect(await parts.responders['run.wait']({ runId }, signal)).toEqual(report);
  });

  test('knows no other run', async () => {
    expect(await agent().responders['run.wait']({ runId: runIdFor(7) }, signal)).toMatchObject(notFound);
  });

  test('given up stops the waiting and not the run', async () => {
    const parts = agent();
    const runId = await started(parts);
    const ending = parts.runner.ending(runId);
    const request = new AbortController();
    const waiting = parts.responders['run.wait']({ runId }, request.signal);
    request.abort();
    expect(await waiting).toMatchObject({ ok: false, problem: { code: 'run.goes-on' } });
    expect(await ending).toMatchObject({ result: 'succeeded' });
  });

  test('given up before it began does not wait', async () => {
    const parts = agent();
    const runId = await started(parts);
    expect(await parts.responders['run.wait']({ runId }, AbortSignal.abort())).toMatchObject({ ok: false });
    await parts.runner.stop();
  });
});

test('run.cancel stops the run in progress and knows no other', async () => {
  const parts = agent();
  const runId = await started(parts);
  const ending = parts.runner.ending(runId);
  expect(await parts.responders['run.cancel']({ runId: runIdFor(7) }, signal)).toMatchObject(notFound);
  expect(await parts.responders['run.cancel']({ runId }, signal)).toEqual({ ok: true, value: {} });
  expect(await ending).toMatchObject({ result: 'cancelled' });
});

test('run.start refuses a second run', async () => {
  const parts = agent();
  await started(parts);
  expect(await parts.responders['run.start']({}, signal)).toMatchObject({ problem: { code: 'run.in-progress' } });
  await parts.runner.stop();
});

test('entries are those of a run or of the newest plan, and of no other', async () => {
  const { responders } = agent();
  const plan = await responders['plan.create']({ settings: null }, signal);
  if (!plan.ok) throw new Error(plan.problem.code);
  const page = { cursor: 0, limit: 9 };
  const entries = await responders['plan.entries']({ runId: plan.value.runId, ...page }, signal);
  expect(entries).toMatchObject({ ok: true, value: { items: [{ kind: 'outcome' }], next: null } });
  expect(await responders['plan.entries']({ runId: runIdFor(7), ...page }, signal)).toMatchObject(notFound);
  expect(await responders['run.entries']({ runId: runIdFor(7), ...page }, signal)).toMatchObject(notFound);
  expect(await responders['run.entries']({ runId: runIdFor(1), ...page }, signal)).toMatchObject({ ok: true });
});

test('state.read shows the state', async () => {
  const { responders, status } = agent();
  expect(await responders['state.read']({}, signal)).toEqual({ ok: true, value: status.read() });
});
