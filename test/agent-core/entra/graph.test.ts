import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { problem } from '../../../agent-core/contract/problem.ts';
import { fail, succeed } from '../../../agent-core/contract/result.ts';
import type { AccessTokens } from '../../../agent-core/entra/access-token.ts';
import { createGraph } from '../../../agent-core/entra/graph.ts';
import { drivenClock } from '../../builders/driven-clock.ts';
import { type Answer, answer, fakeNetwork, fakeTokens, refusal } from '../../builders/fake-network.ts';

const origin = 'https://graph.contoso.test';
const schema = z.object({ id: z.string() });
const good = answer(200, { id: 'ada' });
const signal = new AbortController().signal;
const noAnswer = problem('tenant.no-answer', 'graph');

function graphThat(
  answers: readonly Answer[],
  { retryForMs = 5_000, tokens = fakeTokens() as AccessTokens & { asked?: readonly boolean[] } } = {},
) {
  const network = fakeNetwork(...answers);
  const clock = drivenClock();
  const graph = createGraph({ origin, network, tokens, retryForMs, clock, timer: clock, pace: null });
  return {
    network,
    tokens,
    clock,
    get: (path = '/users?$top=1') => clock.runUntil(graph.get(path, schema, signal)),
    post: (makeBody = () => ({})) => clock.runUntil(graph.post('/users', makeBody, schema, signal)),
    patch: () => clock.runUntil(graph.patch('/users/ada', { displayName: 'Ada' }, signal)),
    remove: () => clock.runUntil(graph.remove('/users/ada', signal)),
    graph,
  };
}

const soon = (status: number) => refusal(status, 'tooManyRequests', { 'retry-after': '0.01' });

describe('a request', () => {
  test('goes below /v1.0 with the token, and its answer is read', async () => {
    const { get, network } = graphThat([good]);
    expect(await get()).toEqual(succeed({ id: 'ada' }));
    expect(network.requests).toEqual([
      {
        method: 'GET',
        url: `${origin}/v1.0/users?$top=1`,
        headers: { authorization: 'Bearer token-1', accept: 'application/json' },
      },
    ]);
  });

  test('with a body says that it is JSON', async () => {
    const { post, network } = graphThat([answer(201, { id: 'ada' })]);
    expect(await post(() => ({ displayName: 'Ada' }))).toEqual(succeed({ id: 'ada' }));
    expect(network.requests[0]).toMatchObject({ method: 'POST', body: '{"displayName":"Ada"}' });
    expect(network.requests[0]?.headers['content-type']).toBe('application/json');
  });

  test('that changes something needs no answer but its success', async () => {
    expect(await graphThat([answer(204, '')]).patch()).toEqual(succeed(undefined));
  });

  test.each([200, 202])(
    'that changes something and is answered with %i is not taken for done: that is not Graph',
    async (status) => {
      const patched = await graphThat([answer(status, '<html>welcome to this hotel</html>')]).patch();
      expect(patched).toMatchObject({ ok: false, problem: { code: 'tenant.unreadable-answer' } });
    },
  );

  test('that changes something is not cut off by whoever gives up waiting; one that reads is', async () => {
    const { graph, network } = graphThat([answer(204, '')]);
    const givenUp = AbortSignal.abort();
    expect(await graph.patch('/users/ada', {}, givenUp)).toEqual(succeed(undefined));
    expect(await graph.get('/users', schema, givenUp)).toMatchObject({ ok: false, problem: { code: 'run.cancelled' } });
    expect(network.requests).toHaveLength(1);
  });

  test('that is sent again is made anew, so that what may be sent once only never is sent twice', async () => {
    const { post, network } = graphThat([soon(429), answer(201, { id: 'ada' })]);
    const made = ['first', 'second'];
    await post(() => ({ made: made.shift() }));
    expect(network.requests.map(({ body }) => body)).toEqual(['{"made":"first"}', '{"made":"second"}']);
  });

  test.each([
    ['no JSON', answer(200, '<html>sign in to the proxy</html>')],
    ['another shape', answer(200, { id: 7 })],
    ['nothing', answer(200, '')],
  ])('answered with %s is a problem that shows no query', async (_what, reply) => {
    const read = await graphThat([reply]).get();
    expect(read).toMatchObject({ ok: false, problem: { code: 'tenant.unreadable-answer' } });
    expect(JSON.stringify(read)).not.toContain('$top');
  });

  test('without a token is not sent', async () => {
    const refused = fail(problem('tenant.certificate-refused', 'AADSTS700027'));
    const { get, network } = graphThat([good], { tokens: { get: async () => refused } });
    expect(await get()).toEqual(refused);
    expect(network.requests).toEqual([]);
  });
});

describe('a tenant that asks to wait', () => {
  test.each([
    ['a fraction of a second', { 'retry-after': '0.05' }],
    ['no time at all', { 'retry-after': '0' }],
    ['a date that has passed', { 'retry-after': 'Mon, 02 Mar 2020 08:00:00 GMT' }],
  ])('for %s is asked again, though never in the same moment', async (_what, headers) => {
    const { get, network, clock } = graphThat([refusal(429, 'tooManyRequests', headers), good]);
    expect(await get()).toMatchObject({ ok: true });
    expect(network.requests).toHaveLength(2);
    expect(clock.monotonicMs()).toBeGreaterThan(45);
  });

  test.each([
    ['longer than there is time', '3600'],
    ['for longer than anybody lives', '99999999999999999999'],
    ['until a date far away', 'Fri, 02 Mar 2096 08:00:00 GMT'],
    ['for ever', 'Infinity'],
  ])('%s is told so at once', async (_what, retryAfter) => {
    const { get, network } = graphThat([refusal(429, 'tooManyRequests', { 'retry-after': retryAfter })]);
    expect(await get()).toMatchObject({ ok: false, problem: { code: 'tenant.throttled' } });
    expect(network.requests).toHaveLength(1);
  });

  test.each([undefined, '', 'soon', '-5', '-0.5', 'NaN'])(
    'with the header %j is asked again after a pause of a second or more',
    async (retryAfter) => {
      const headers: Record<string, string> = retryAfter === undefined ? {} : { 'retry-after': retryAfter };
      const { get, clock } = graphThat([refusal(503, 'serviceUnavailable', headers), good]);
      expect(await get()).toMatchObject({ ok: true });
      expect(clock.monotonicMs()).toBeGreaterThanOrEqual(1_000);
    },
  );

  test('is not asked without end', async () => {
    const { get, network } = graphThat([refusal(429, 'tooManyRequests', { 'retry-after': '0' })], { retryForMs: 350 });
    expect(await get()).toMatchObject({ ok: false, problem: { code: 'tenant.throttled' } });
    expect(network.requests.length).toBeLessThan(6);
  });

  test('is left alone when the run is stopped during the pause', async () => {
    const request = new AbortController();
    const { graph, network } = graphThat([
      () => {
        setImmediate(() => request.abort());
        return refusal(429, 'tooManyRequests', { 'retry-after': '4' });
      },
    ]);
    // Nobody drives the clock: only the signal can end the pause.
    expect(await graph.get('/users', schema, request.signal)).toMatchObject({ problem: { code: 'run.cancelled' } });
    expect(network.requests).toHaveLength(1);
  });
});

describe('R30: what may be tried again', () => {
  test.each([429, 500, 502, 503, 504])('reading and updating after %i', async (status) => {
    const reading = graphThat([soon(status), good]);
    expect(await reading.get()).toMatchObject({ ok: true });
    const updating = graphThat([soon(status), answer(204, '')]);
    expect(await updating.patch()).toMatchObject({ ok: true });
    expect([reading.network.requests.length, updating.network.requests.length]).toEqual([2, 2]);
  });

  test('creating after 429, which was not carried out', async () => {
    const { post, network } = graphThat([soon(429), answer(201, { id: 'ada' })]);
    expect(await post()).toMatchObject({ ok: true });
    expect(network.requests).toHaveLength(2);
  });

  test.each([500, 502, 503, 504])(
    'creating is not repeated after %i, because it may have been carried out',
    async (status) => {
      const { post, network } = graphThat([soon(status), answer(201, { id: 'ada' })]);
      expect(await post()).toMatchObject({ ok: false, problem: { code: 'tenant.unavailable' } });
      expect(network.requests).toHaveLength(1);
    },
  );

  test('creating is not repeated after a lost reply', async () => {
    const { post, network } = graphThat([noAnswer, answer(201, { id: 'ada' })]);
    expect(await post()).toEqual(fail(noAnswer));
    expect(network.requests).toHaveLength(1);
  });

  test('reading is repeated after a lost reply', async () => {
    const { get, network } = graphThat([noAnswer, good]);
    expect(await get()).toMatchObject({ ok: true });
    expect(network.requests).toHaveLength(2);
  });

  test.each([noAnswer, refusal(503, 'serviceNotAvailable')])(
    'an ending whose reply was lost, and which finds nothing when it is done again, was carried out (%#)',
    async (lost) => {
      const gone = refusal(404, 'Request_ResourceNotFound');
      expect(await graphThat([lost, gone]).remove()).toEqual(succeed(undefined));
      expect(await graphThat([gone]).remove()).toMatchObject({ problem: { code: 'tenant.not-found' } });
      expect(await graphThat([soon(429), gone]).remove()).toMatchObject({ problem: { code: 'tenant.not-found' } });
    },
  );

  test.each([400, 403, 404, 409])('nothing after %i', async (status) => {
    const { patch, network } = graphThat([soon(status), answer(204, '')]);
    expect(await patch()).toMatchObject({ ok: false });
    expect(network.requests).toHaveLength(1);
  });

  test('nothing when the network says more than that a reply was lost', async () => {
    const unreachable = problem('tenant.unreachable', 'graph');
    const { get, network } = graphThat([unreachable, good]);
    expect(await get()).toEqual(fail(unreachable));
    expect(network.requests).toHaveLength(1);
  });
});

describe('a token that is not accepted', () => {
  test('is replaced once, and the request repeated, whatever it does', async () => {
    const { post, network, tokens } = graphThat([
      refusal(401, 'InvalidAuthenticationToken'),
      answer(201, { id: 'ada' }),
    ]);
    expect(await post()).toMatchObject({ ok: true });
    expect(tokens.asked).toEqual([false, true]);
    expect(network.requests.map(({ headers }) => headers.authorization)).toEqual(['Bearer token-1', 'Bearer token-2']);
  });

  test('a second time is a problem', async () => {
    const { get, network } = graphThat([refusal(401, 'InvalidAuthenticationToken')]);
    expect(await get()).toMatchObject({ ok: false, problem: { code: 'tenant.unauthorized' } });
    expect(network.requests).toHaveLength(2);
  });
});

describe('the link to a next page', () => {
  test('is followed as it is when it leads to the same origin', async () => {
    const { get, network } = graphThat([good]);
    const link = `${origin}/v1.0/users?$skiptoken=a%20b`;
    await get(link);
    expect(network.requests[0]?.url).toBe(link);
  });

  test.each([
    'https://evil.test/v1.0/users',
    'http://graph.contoso.test/v1.0/users',
    'https://graph.contoso.test:444/v1.0/users',
    'https://graph.contoso.test@evil.test/v1.0/users',
    'https://graph.contoso.test.evil.test/v1.0/users',
    'javascript:alert(1)',
    'users',
    '',
  ])('is refused when it is %j, and no token is sent anywhere', async (link) => {
    const { get, network, tokens } = graphThat([good]);
    expect(await get(link)).toMatchObject({ ok: false, problem: { code: 'tenant.unreadable-answer' } });
    expect(network.requests).toEqual([]);
    expect(tokens.asked).toEqual([]);
  });

  test('that looks like a path stays with Graph', async () => {
    const { get, network } = graphThat([good]);
    await get('//evil.test/users');
    expect(network.requests[0]?.url).toBe(`${origin}/v1.0//evil.test/users`);
  });
});
