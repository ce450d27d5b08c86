import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { problem } from '../../../agent-core/contract/problem.ts';
import { succeed } from '../../../agent-core/contract/result.ts';
import { createGraph } from '../../../agent-core/entra/graph.ts';
import { createGraphTenant } from '../../../agent-core/entra/graph-tenant.ts';
import type { HttpReply, HttpRequest } from '../../../agent-core/entra/network.ts';
import { Pace } from '../../../agent-core/entra/pace.ts';
import { emulateGraph } from '../../bench/emulated-graph.ts';
import { drivenClock } from '../../builders/driven-clock.ts';
import { type Answer, answer, fakeNetwork, fakeTokens, refusal } from '../../builders/fake-network.ts';
import { anchorFor } from '../../builders/identifiers.ts';
import { settings } from '../../builders/settings.ts';
import type { FaultPlan } from '../../lab/tenant/lab/fault-plan.ts';

const origin = 'https://graph.contoso.test';
const signal = new AbortController().signal;
const newUsers = { ...settings().newUsers, ownershipExtension: null };

const requestsSchema = z.object({
  requests: z.array(
    z.object({
      id: z.string(),
      method: z.string(),
      url: z.string(),
      headers: z.record(z.string(), z.string()).optional(),
      body: z.looseObject({}).optional(),
    }),
  ),
});
type Inner = z.infer<typeof requestsSchema>['requests'][number];
const innerOf = ({ url, body = '' }: HttpRequest): readonly Inner[] =>
  url.endsWith('/$batch') ? requestsSchema.parse(JSON.parse(body)).requests : [];

/** Answers every request of a batch, and in the opposite order. */
const batchOf =
  (replyTo: (inner: Inner) => { readonly status: number; readonly headers?: object } | null) =>
  (request: HttpRequest): HttpReply => {
    const responses = innerOf(request).flatMap((inner) => {
      const reply = replyTo(inner);
      return reply === null ? [] : [{ id: inner.id, ...reply }];
    });
    return answer(200, { responses: responses.toReversed() });
  };
const allGood = batchOf(() => ({ status: 204 }));

function graphThat(...answers: readonly Answer[]) {
  const clock = drivenClock();
  const network = fakeNetwork(...answers);
  const tokens = fakeTokens();
  const pace = new Pace(clock, clock);
  const graph = createGraph({ origin, network, tokens, retryForMs: 60_000, clock, timer: clock, pace });
  const patch = (id: string, until = signal) => graph.patch(`/users/${id}`, { city: 'Cork' }, until);
  const sent = () =>
    network.requests.map(
      (request) =>
        innerOf(request)
          .map(({ url }) => url)
          .join(' ') || request.url,
    );
  return { clock, network, tokens, graph, patch, sent };
}

/** The lab's tenant, with trouble for requests inside batches. */
function emulated(faults: FaultPlan) {
  const clock = drivenClock();
  const network = emulateGraph({ clock, knobs: {}, faults, latencyMs: [200, 500] });
  const pace = new Pace(clock, clock);
  const graph = createGraph({ origin, network, tokens: fakeTokens(), retryForMs: 60_000, clock, timer: clock, pace });
  const tenant = createGraphTenant(graph, newUsers);
  const create = (name: string) => {
    const values = { accountEnabled: true, displayName: name, mailNickname: name };
    return tenant.createUser(anchorFor(name), { ...values, userPrincipalName: `${name}@contoso.test` }, signal);
  };
  const posts = () => network.journal().filter(({ path, method }) => path === '/v1.0/users' && method === 'POST');
  const holders = (name: string) =>
    [...network.state.users.all()].filter((user) => user.onPremisesImmutableId === anchorFor(name));
  return { clock, network, create, posts, holders };
}

const names = (count: number) => Array.from({ length: count }, (_, index) => `person-${index}`);
const codesOf = (results: readonly { ok: boolean; problem?: { code: string } }[]) =>
  results.map((result) => result.problem?.code ?? 'done');

describe('writes that are asked for at the same time', () => {
  test('travel together, at most twenty in a request', async () => {
    const { clock, network, patch } = graphThat(allGood);
    const results = await clock.runUntil(Promise.all(names(45).map((name) => patch(name))));
    expect(new Set(codesOf(results))).toEqual(new Set(['done']));
    expect(network.requests.map((request) => innerOf(request).length)).toEqual([20, 20, 5]);
    expect(innerOf(network.requests[0] as HttpRequest)[0]).toEqual({
      id: '1',
      method: 'PATCH',
      url: '/users/person-0',
      headers: { 'Content-Type': 'application/json' },
      body: { city: 'Cork' },
    });
  });

  test('get each its own answer, in whatever order the batch gives them', async () => {
    const { clock, patch } = graphThat(batchOf(({ url }) => ({ status: url === '/users/bob' ? 404 : 204 })));
    const results = await clock.runUntil(Promise.all(['ada', 'bob', 'cyd'].map((name) => patch(name))));
    expect(codesOf(results)).toEqual(['done', 'tenant.not-found', 'done']);
  });

  test('one that is alone goes alone', async () => {
    const { clock, patch, sent } = graphThat(answer(204, ''));
    expect(codesOf([await clock.runUntil(patch('ada'))])).toEqual(['done']);
    expect(sent()).toEqual([`${origin}/v1.0/users/ada`]);
  });

  test('two to one object never go together or at the same time, and keep their order', async () => {
    const { clock, graph, patch, sent } = graphThat(allGood, answer(204, ''), answer(204, ''));
    const manager = graph.remove('/users/ADA/manager/$ref', signal);
    const writes = [
      patch('ada'),
      patch('bob'),
      manager,
      graph.act('/directory/deletedItems/ada/restore', () => ({}), signal),
    ];
    await clock.runUntil(Promise.all(writes));
    expect(sent()).toEqual([
      '/users/ADA/manager/$ref /users/bob',
      `${origin}/v1.0/users/ada`,
      `${origin}/v1.0/directory/deletedItems/ada/restore`,
    ]);
  });

  test('two to one object are not under way at the same time, however many ways are open', async () => {
    const { clock, graph, network } = graphThat(allGood);
    const send = network.send.bind(network);
    const underWay: string[] = [];
    const seen: (readonly string[])[] = [];
    Object.assign(network, {
      send: async (request: HttpRequest, until: AbortSignal) => {
        const urls = request.url.endsWith('/$batch') ? innerOf(request).map(({ url }) => url) : [request.url];
        underWay.push(...urls.map((url) => url.replace(/.*\/users/, '/users')));
        seen.push([...underWay].toSorted());
        await new Promise<void>((settle) => void clock.after(300, settle));
        underWay.splice(0, urls.length);
        return request.url.endsWith('/$batch') ? send(request, until) : succeed(answer(204, ''));
      },
    });
    const patch = (id: string) => graph.patch(`/users/${id}`, {}, signal);
    // Whoever was answered once is trusted with more than one way.
    await clock.runUntil(patch('warm-up'));
    const writes = ['ada', 'bob', 'ada', 'cyd'].map((id) => patch(id));
    await clock.runUntil(Promise.all(writes));
    expect(seen.slice(1)).toEqual([['/users/ada', '/users/bob', '/users/cyd'], ['/users/ada']]);
  });

  test('are not sent when the run is stopped while they wait; what is under way is', async () => {
    const request = new AbortController();
    const { clock, patch, network } = graphThat((sent) => {
      request.abort();
      return allGood(sent);
    });
    const results = await clock.runUntil(Promise.all(names(60).map((name) => patch(name, request.signal))));
    expect(network.requests).toHaveLength(1);
    expect(codesOf(results).filter((code) => code === 'done')).toHaveLength(20);
    expect(codesOf(results).filter((code) => code === 'run.cancelled')).toHaveLength(40);
  });
});

describe('trouble with one request of a batch', () => {
  test('429 repeats it alone, not before the time it names', async () => {
    const times: number[] = [];
    let isFirst = true;
    const world = graphThat((request) => {
      times.push(world.clock.monotonicMs());
      if (!isFirst) return answer(204, '');
      isFirst = false;
      return batchOf(({ url }) =>
        url === '/users/bob' ? { status: 429, headers: { 'Retry-After': '2.5' } } : { status: 204 },
      )(request);
    });
    const results = await world.clock.runUntil(Promise.all(['ada', 'bob', 'cyd'].map((name) => world.patch(name))));
    expect(codesOf(results)).toEqual(['done', 'done', 'done']);
    expect(world.sent()).toEqual(['/users/ada /users/bob /users/cyd', `${origin}/v1.0/users/bob`]);
    expect((times[1] ?? 0) - (times[0] ?? 0)).toBeGreaterThanOrEqual(2_500);
  });

  test.each([503, 424])('%i repeats it, and nobody else', async (status) => {
    let isFirst = true;
    const { clock, patch, sent } = graphThat((request) => {
      if (!isFirst) return answer(204, '');
      isFirst = false;
      return batchOf(({ url }) => ({ status: url === '/users/bob' ? status : 204 }))(request);
    });
    const results = await clock.runUntil(Promise.all(['ada', 'bob'].map((name) => patch(name))));
    expect(codesOf(results)).toEqual(['done', 'done']);
    expect(sent()).toEqual(['/users/ada /users/bob', `${origin}/v1.0/users/bob`]);
  });

  test('R30: a lost reply leads to no second user', async () => {
    const { clock, create, posts, holders } = emulated([
      { match: { method: 'POST', path: '/v1.0/users' }, after: 1, times: 2, fault: { kind: 'lostReply' } },
    ]);
    const results = await clock.runUntil(Promise.all(['ada', 'bob', 'cyd', 'dan'].map((name) => create(name))));
    expect(codesOf(results)).toEqual(['done', 'done', 'done', 'done']);
    expect(posts()).toHaveLength(4);
    expect(holders('bob').map(({ id }) => ({ ok: true, value: id }))).toEqual([results[1]]);
  });

  test('R30: one that the batch left out is looked for when it creates, and repeated when it changes', async () => {
    let isFirst = true;
    const { clock, graph, patch, network } = graphThat((request) => {
      if (!isFirst) return answer(204, '');
      isFirst = false;
      return batchOf(({ url }) => (url === '/users/bob' ? { status: 204 } : null))(request);
    });
    const post = graph.post('/users', () => ({}), z.object({}), signal);
    expect(codesOf(await clock.runUntil(Promise.all([patch('ada'), patch('bob'), post])))).toEqual([
      'done',
      'done',
      'tenant.no-answer',
    ]);
    expect(network.requests).toHaveLength(2);
  });
});

describe('trouble with a batch as a whole', () => {
  test.each([400, 403, 404, 413])('%i means that nothing was carried out: each goes alone', async (status) => {
    const { clock, patch, sent } = graphThat(refusal(status, 'BadRequest'), answer(204, ''));
    const results = await clock.runUntil(Promise.all(['ada', 'bob', 'cyd'].map((name) => patch(name))));
    expect(codesOf(results)).toEqual(['done', 'done', 'done']);
    expect(sent().slice(1).toSorted()).toEqual(['ada', 'bob', 'cyd'].map((name) => `${origin}/v1.0/users/${name}`));
  });

  test('a token that was refused is replaced once', async () => {
    const { clock, patch, tokens } = graphThat(refusal(401, 'InvalidAuthenticationToken'), allGood);
    expect(codesOf(await clock.runUntil(Promise.all(['ada', 'bob'].map((name) => patch(name)))))).toEqual([
      'done',
      'done',
    ]);
    expect(tokens.asked).toEqual([false, true]);
  });

  test('429 repeats it all, also what creates', async () => {
    const { clock, graph } = graphThat(
      refusal(429, 'TooManyRequests', { 'retry-after': '3' }),
      batchOf(() => ({ status: 201, body: {} })),
    );
    const post = () => graph.post('/users', () => ({}), z.object({}), signal);
    expect(codesOf(await clock.runUntil(Promise.all([post(), post()])))).toEqual(['done', 'done']);
    expect(clock.monotonicMs()).toBeGreaterThanOrEqual(3_000);
  });

  test.each([
    ['503', refusal(503, 'ServiceUnavailable'), 'tenant.unavailable'],
    ['no answer', problem('tenant.no-answer', 'graph'), 'tenant.no-answer'],
    ['rubbish', answer(200, '<html>'), 'tenant.unreadable-answer'],
  ])('R30: after %s nothing that creates is repeated', async (_what, reply, code) => {
    const { clock, graph, network } = graphThat(
      reply,
      batchOf(() => ({ status: 201 })),
    );
    const post = () => graph.post('/users', () => ({}), z.object({}), signal);
    expect(codesOf(await clock.runUntil(Promise.all([post(), post()])))).toEqual([code, code]);
    expect(network.requests).toHaveLength(1);
  });
});

test('R29: a password inside a batch is never sent twice and is in no problem and no journal', async () => {
  const passwords: string[] = [];
  const { clock, network, create } = emulated([
    {
      match: { method: 'POST', path: '/v1.0/users' },
      times: 2,
      fault: { kind: 'status', status: 429, retryAfter: '1' },
    },
    { match: { method: 'POST', path: '/v1.0/users' }, times: 1, fault: { kind: 'status', status: 503 } },
  ]);
  const send = network.send.bind(network);
  Object.assign(network, {
    send: (request: HttpRequest) => {
      passwords.push(...[...(request.body ?? '').matchAll(/"password":"([^"]+)"/g)].map(([, found]) => String(found)));
      return send(request, signal);
    },
  });
  const results = await clock.runUntil(Promise.all(['ada', 'bob', 'cyd', 'dan'].map((name) => create(name))));
  expect(codesOf(results).toSorted()).toEqual(['done', 'done', 'done', 'tenant.unavailable']);
  expect(passwords).toHaveLength(6);
  expect(new Set(passwords).size).toBe(6);
  const told = JSON.stringify([results, network.journal()]);
  for (const password of passwords) expect(told).not.toContain(password);
});
