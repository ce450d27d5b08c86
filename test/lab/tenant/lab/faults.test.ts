/** Planned faults hit the requests they name, as often as they say, and the client sees what a bad day would show it. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type Ask, type Reply, startTenantForTests, type TenantForTests } from '../testing/tenant-for-tests.ts';
import { usersOf } from '../testing/users-for-tests.ts';
import type { FaultPlan } from './fault-plan.ts';

let lab: TenantForTests;
const { newUser, post } = usersOf(() => lab);

beforeAll(async () => {
  lab = await startTenantForTests();
  await lab.graph('/v1.0/organization');
});
afterEach(() => lab.lab.clearFaults());
afterAll(() => lab.stop());

const list = (ask: Ask = {}): Promise<Reply> => lab.graph('/v1.0/users', ask);
const onList = (fault: FaultPlan[number]['fault']): FaultPlan => [
  { match: { method: 'GET', path: '/v1.0/users' }, fault },
];

describe('a planned status', () => {
  test('429 has the documented body and any Retry-After', async () => {
    await lab.lab.setFaults(onList({ kind: 'status', status: 429, retryAfter: '2.128' }));
    const reply = await list();
    expect(reply.status).toBe(429);
    expect(reply.headers['retry-after']).toBe('2.128');
    expect(reply.json).toEqual({
      error: {
        code: 'TooManyRequests',
        message: 'Please retry again later.',
        innerError: {
          code: '429',
          message: 'Please retry after',
          status: '429',
          date: expect.any(String),
          'request-id': reply.headers['request-id'],
          'client-request-id': reply.headers['client-request-id'],
        },
      },
    });
  });

  test.each([500, 503, 504] as const)('%d has an error body and no Retry-After unless told', async (status) => {
    await lab.lab.setFaults(onList({ kind: 'status', status }));
    const reply = await list();
    expect(reply.status).toBe(status);
    expect(reply.headers).not.toHaveProperty('retry-after');
    expect(reply.json).toMatchObject({ error: { innerError: { 'request-id': reply.headers['request-id'] } } });
  });

  test('at the token endpoint it speaks AADSTS', async () => {
    await lab.lab.setFaults([{ match: { path: '/*' }, fault: { kind: 'status', status: 503 } }]);
    const reply = await lab.signIn();
    expect(reply).toMatchObject({ status: 503, json: { error: 'temporarily_unavailable', error_codes: [90033] } });
  });
});

describe('planned refusals', () => {
  test('unauthorized and forbidden look like the real ones', async () => {
    await lab.lab.setFaults([...onList({ kind: 'unauthorized' }), ...onList({ kind: 'forbidden' })]);
    const unauthorized = await list();
    expect(unauthorized).toMatchObject({ status: 401, json: { error: { code: 'InvalidAuthenticationToken' } } });
    expect(unauthorized.headers).toHaveProperty('www-authenticate');
    expect(await list()).toMatchObject({ status: 403, json: { error: { code: 'Authorization_RequestDenied' } } });
    expect((await list()).status).toBe(200);
  });

  test('at the token endpoint they are a refused certificate and a blocked sign-in', async () => {
    const match = { method: 'POST' };
    await lab.lab.setFaults([
      { match, fault: { kind: 'unauthorized' } },
      { match, fault: { kind: 'forbidden' } },
    ]);
    expect(await lab.signIn()).toMatchObject({ status: 401, json: { error_codes: [700027] } });
    expect(await lab.signIn()).toMatchObject({ status: 400, json: { error_codes: [53003] } });
  });
});

describe('planned trouble on the wire', () => {
  test('rubbish is 200 with a page that is no JSON', async () => {
    await lab.lab.setFaults(onList({ kind: 'rubbish' }));
    const reply = await list();
    expect(reply.status).toBe(200);
    expect(reply.headers['content-type']).toMatch(/^text\/html/);
    expect(reply.json).toBeUndefined();
  });

  test('a reset closes the connection and does no work', async () => {
    await lab.lab.setFaults([{ match: { method: 'POST', path: '/v1.0/users' }, fault: { kind: 'reset' } }]);
    const before = lab.tenant.state.users.count();
    await expect(post(newUser())).rejects.toThrow();
    expect(lab.tenant.state.users.count()).toBe(before);
  });

  test.each(['lostReply', 'truncated'] as const)(
    '%s does the work, and the client does not learn of it',
    async (kind) => {
      await lab.lab.setFaults([{ match: { method: 'POST', path: '/v1.0/users' }, fault: { kind } }]);
      const before = lab.tenant.state.users.count();
      await expect(post(newUser())).rejects.toThrow();
      expect(lab.tenant.state.users.count()).toBe(before + 1);
      const { entries } = await lab.lab.journal();
      expect(entries.at(-1)).toMatchObject({ status: 201, isDelivered: false, fault: kind });
    },
  );

  test('silence answers nothing for as long as the client waits', async () => {
    await lab.lab.setFaults(onList({ kind: 'silence' }));
    await expect(list({ headersTimeoutMs: 300 })).rejects.toThrow('Headers Timeout');
    const { entries } = await lab.lab.journal();
    expect(entries.at(-1)).toMatchObject({ status: null, isDelivered: false, fault: 'silence' });
  });
});

describe('a fault plan', () => {
  test('spares the first, hits as many as it says, and then lets everything pass', async () => {
    const fault = { kind: 'status', status: 503 } as const;
    await lab.lab.setFaults([{ name: 'bad minute', match: { path: '/v1.0/*' }, after: 1, times: 2, fault }]);
    const statuses: number[] = [];
    for (let index = 0; index < 5; index += 1) statuses.push((await list()).status);
    expect(statuses).toEqual([200, 503, 503, 200, 200]);
    expect(await lab.lab.remainingFaults()).toEqual([]);
    const { entries } = await lab.lab.journal();
    expect(entries.slice(-5).map((entry) => entry.fault)).toEqual([null, 'bad minute', 'bad minute', null, null]);
  });

  test('touches only what it matches, and never the lab door', async () => {
    await lab.lab.setFaults([
      { match: { method: 'PATCH' }, fault: { kind: 'reset' } },
      { match: { path: '/v1.0/users' }, fault: { kind: 'reset' } },
      { match: { path: '/lab/*' }, fault: { kind: 'reset' } },
    ]);
    expect((await lab.graph('/v1.0/users?$top=1&x=/v1.0/users').catch(() => ({ status: 0 }))).status).toBe(0);
    expect((await lab.graph('/v1.0/users?$top=1')).status).toBe(200);
    expect(await lab.lab.remainingFaults()).toHaveLength(2);
  });

  test.each([
    ['a status Microsoft does not send', [{ match: {}, fault: { kind: 'status', status: 418 } }]],
    ['an unknown kind', [{ match: {}, fault: { kind: 'earthquake' } }]],
    ['an unknown key', [{ match: {}, fault: { kind: 'reset' }, often: true }]],
    ['a header that would break out', [{ match: {}, fault: { kind: 'status', status: 429, retryAfter: '1\r\nx: y' } }]],
  ])('with %s is refused', async (_what, plan) => {
    await expect(lab.lab.setFaults(plan as FaultPlan)).rejects.toMatchObject({ status: 400, code: 'BodyInvalid' });
  });
});
