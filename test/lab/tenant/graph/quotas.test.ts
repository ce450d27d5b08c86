/** Who asks too much is told to wait, on a clock that the test drives. learn.microsoft.com/graph/throttling-limits */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { seed } from '../seed.ts';
import { startTenantForTests, type TenantForTests } from '../testing/tenant-for-tests.ts';
import { usersOf } from '../testing/users-for-tests.ts';

let lab: TenantForTests;
const { newUser, post } = usersOf(() => lab);

beforeEach(async () => {
  lab = await startTenantForTests();
  await lab.lab.freezeClock();
});
afterEach(() => lab.stop());

const scope = `Tenant_Application/ReadWrite/${seed.application.appId}/${seed.tenantId}`;
const quotas = { resourceUnits: { limit: 100, windowMs: 10_000 }, writes: { limit: 10, windowMs: 150_000 } };
const statuses = async (count: number, ask: () => Promise<{ readonly status: number }>): Promise<readonly number[]> => {
  const answered: number[] = [];
  for (let index = 0; index < count; index += 1) answered.push((await ask()).status);
  return answered;
};

describe('writes', () => {
  test('the bucket empties, says when to come back, and fills with time', async () => {
    await lab.lab.setKnobs({ quotas });
    expect(await statuses(10, () => post(newUser()))).toEqual(Array(10).fill(201));
    const refused = await post(newUser());
    expect(refused.status).toBe(429);
    expect(refused.headers).toMatchObject({
      'retry-after': '15.000',
      'x-ms-throttle-scope': scope,
      'x-ms-throttle-information': 'WriteLimitExceeded',
    });
    expect(refused.json).toMatchObject({ error: { code: 'TooManyRequests', innerError: { status: '429' } } });
    expect((await lab.graph('/v1.0/users?$top=1')).status).toBe(200);
    await lab.lab.advanceClock(15_000);
    expect(await statuses(2, () => post(newUser()))).toEqual([201, 429]);
    await lab.lab.advanceClock(150_000);
    expect(await statuses(11, () => post(newUser()))).toEqual([...Array(10).fill(201), 429]);
  });

  test('whoever does not wait waits longer', async () => {
    await lab.lab.setKnobs({ quotas });
    await statuses(10, () => post(newUser()));
    await lab.lab.advanceClock(14_000);
    expect((await post(newUser())).headers['retry-after']).toBe('1.000');
    expect((await post(newUser())).headers['retry-after']).toBe('15.000');
  });

  test('a refused write is not done', async () => {
    await lab.lab.setKnobs({ quotas: { ...quotas, writes: { limit: 1, windowMs: 1000 } } });
    await post(newUser());
    const before = lab.tenant.state.users.count();
    expect((await post(newUser())).status).toBe(429);
    expect(lab.tenant.state.users.count()).toBe(before);
  });
});

describe('reads', () => {
  test('cost resource units by what they ask for', async () => {
    await lab.lab.setKnobs({ quotas: { ...quotas, resourceUnits: { limit: 4, windowMs: 10_000 } } });
    expect(await statuses(3, () => lab.graph('/v1.0/users'))).toEqual([200, 200, 429]);
    await lab.lab.advanceClock(10_000);
    expect(await statuses(5, () => lab.graph('/v1.0/users?$select=id'))).toEqual([200, 200, 200, 200, 429]);
    const refused = await lab.graph('/v1.0/organization');
    expect(refused.headers['x-ms-throttle-information']).toBe('ResourceUnitLimitExceeded');
  });

  test('a nearly empty bucket shows how much of it is used', async () => {
    await lab.lab.setKnobs({ quotas: { ...quotas, resourceUnits: { limit: 10, windowMs: 10_000 } } });
    const shares: unknown[] = [];
    for (let index = 0; index < 10; index += 1) {
      shares.push((await lab.graph('/v1.0/organization')).headers['x-ms-throttle-limit-percentage']);
    }
    expect(shares).toEqual([...Array(7).fill(undefined), '0.80', '0.90', '1.00']);
  });
});

test('Microsoft’s own figures: 3,500 units in ten seconds for a small tenant', async () => {
  await lab.lab.setKnobs({ quotas: 'published' });
  const requests = Array.from({ length: 20 }, (_, index) => ({
    id: String(index),
    method: 'GET',
    url: `/groups/e0000000-0000-4000-8000-000000000000/transitiveMembers`,
  }));
  const seen: number[] = [];
  for (let round = 0; round < 36; round += 1) {
    const { json } = await lab.graph('/v1.0/$batch', { method: 'POST', body: { requests } });
    const { responses } = json as { readonly responses: readonly { readonly status: number }[] };
    seen.push(...responses.map(({ status }) => status));
  }
  expect(seen.filter((status) => status === 404)).toHaveLength(700);
  expect(seen.filter((status) => status === 429)).toHaveLength(20);
});

test.each([
  ['decimal', '15.000'],
  ['seconds', '15'],
  ['missing', undefined],
] as const)('Retry-After can be %s', async (retryAfter, expected) => {
  await lab.lab.setKnobs({ quotas, retryAfter });
  await statuses(10, () => post(newUser()));
  expect((await post(newUser())).headers['retry-after']).toBe(expected);
});

test('each request inside a batch is throttled by itself', async () => {
  await lab.lab.setKnobs({ quotas });
  const requests = Array.from({ length: 12 }, (_, index) => ({
    id: String(index),
    method: 'POST',
    url: '/users',
    headers: { 'content-type': 'application/json' },
    body: newUser(),
  }));
  const reply = await lab.graph('/v1.0/$batch', { method: 'POST', body: { requests } });
  expect(reply.status).toBe(200);
  const { responses } = reply.json as {
    readonly responses: readonly { readonly status: number; readonly headers: Readonly<Record<string, string>> }[];
  };
  expect(responses.map(({ status }) => status).sort()).toEqual([...Array(10).fill(201), 429, 429]);
  expect(responses.filter(({ status }) => status === 429).every(({ headers }) => 'Retry-After' in headers)).toBe(true);
});

test('latency is added to every request', async () => {
  await lab.graph('/v1.0/organization');
  await lab.lab.setKnobs({ latencyMs: 120 });
  const start = performance.now();
  expect((await lab.graph('/v1.0/organization')).status).toBe(200);
  expect(performance.now() - start).toBeGreaterThanOrEqual(115);
});
