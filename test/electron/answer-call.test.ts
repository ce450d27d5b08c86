import { expect, test, vi } from 'vitest';
import { problem } from '../../agent-core/contract/problem.ts';
import { fail, succeed } from '../../agent-core/contract/result.ts';
import { answerCall, type Sender } from '../../electron/answer-call.ts';
import { type BridgeResponders, bridgeCalls } from '../../electron/contract/bridge.ts';

const page: Sender = { origin: 'app://bridgehead', isTopFrame: true };
const runId = '6f9619ff-8b86-4011-b42d-00c04fc964ff';

function ask(name: unknown, argument: unknown, { sender = page, responders = {} }: Partial<Ask> = {}) {
  const unasked = () => {
    throw new Error('this responder was not to be asked');
  };
  const all = Object.fromEntries(
    Object.keys(bridgeCalls).map((call) => [call, unasked]),
  ) as unknown as BridgeResponders;
  const reportUnexpected = vi.fn();
  const answer = answerCall({ ...all, ...responders }, sender, name, argument, reportUnexpected);
  return { answer, reportUnexpected };
}

interface Ask {
  readonly sender: Sender;
  readonly responders: Partial<BridgeResponders>;
}

test('a call of the page is handled with its argument parsed and completed', async () => {
  const entries = vi.fn<BridgeResponders['run.entries']>(async () => succeed({ items: [], next: null }));
  const { answer } = ask('run.entries', { runId, other: 1 }, { responders: { 'run.entries': entries } });
  expect(await answer).toEqual({ ok: true, value: { items: [], next: null } });
  expect(entries.mock.calls).toEqual([[{ runId, cursor: 0, limit: 200 }]]);
});

test('a problem of the responder reaches the page as it is', async () => {
  const busy = fail(problem('run.in-progress', 'by the schedule'));
  const { answer } = ask('run.start', {}, { responders: { 'run.start': async () => busy } });
  expect(await answer).toEqual(busy);
});

test.each<[string, Sender]>([
  ['another origin', { origin: 'https://example.com', isTopFrame: true }],
  ['an origin that begins alike', { origin: 'app://bridgehead.example.com', isTopFrame: true }],
  ['a page without origin', { origin: 'null', isTopFrame: true }],
  ['a frame that is gone', { origin: '', isTopFrame: false }],
  ['a frame of the page itself', { origin: 'app://bridgehead', isTopFrame: false }],
])('a call from %s is not permitted', async (_who, sender) => {
  const { answer, reportUnexpected } = ask('run.start', {}, { sender });
  expect(await answer).toMatchObject({ ok: false, problem: { code: 'control.not-permitted' } });
  expect(reportUnexpected).not.toHaveBeenCalled();
});

test.each(['settings.read', 'toString', '__proto__', '', undefined, 7])('there is no call %j', async (name) => {
  expect(await ask(name, {}).answer).toMatchObject({ ok: false, problem: { code: 'control.unknown-request' } });
});

test.each([
  [undefined, 'the request: is missing'],
  [null, 'the request: must be an object, written {"NAME": VALUE, ...}'],
  ['text', 'the request: must be an object, written {"NAME": VALUE, ...}'],
  [{ runId: 'latest' }, 'runId: is not of the form uuid'],
  [{ runId, limit: 0 }, 'limit: must be at least 1'],
  [{ runId: 7, cursor: -1 }, 'runId: must be a text; cursor: must be at least 0'],
])(
  'the argument %j is refused before it is handled, and what is wrong with it is said in words',
  async (argument, words) => {
    expect(await ask('run.entries', argument).answer).toMatchObject({
      ok: false,
      problem: { code: 'control.invalid-request', detail: `run.entries: ${words}` },
    });
  },
);

test('a responder that throws is reported here and told the page without its inner facts', async () => {
  const failure = new Error('/var/lib/bridgehead: EACCES');
  const { answer, reportUnexpected } = ask(
    'plan.create',
    {},
    { responders: { 'plan.create': () => Promise.reject(failure) } },
  );
  const told = await answer;
  expect(told).toMatchObject({ ok: false, problem: { code: 'desktop.unexpected' } });
  expect(JSON.stringify(told)).not.toContain('EACCES');
  expect(reportUnexpected).toHaveBeenCalledExactlyOnceWith(failure);
});
