import { describe, expect, test } from 'vitest';
import { Pace } from '../../../agent-core/entra/pace.ts';
import { costOf } from '../../../agent-core/entra/pace-cost.ts';
import { createPaces } from '../../../agent-core/entra/paces.ts';
import { measureWrites, type WritesMeasured } from '../../bench/measure-writes.ts';
import { drivenClock } from '../../builders/driven-clock.ts';
import { answer } from '../../builders/fake-network.ts';

const signal = new AbortController().signal;
const write = { resourceUnits: 1, writes: 1 };
const share = 'x-ms-throttle-limit-percentage';

function newPace() {
  const clock = drivenClock();
  const pace = new Pace(clock, clock);
  const take = async (cost = write, patienceMs = 60_000) => {
    const turn = await clock.runUntil(pace.waitForTurn(cost, patienceMs, signal));
    if (!turn.ok) throw new Error(turn.problem.code);
    return turn.value;
  };
  /** How long the next turn lets wait. */
  const wait = async (cost = write) => {
    const startMs = clock.monotonicMs();
    await take(cost);
    return clock.monotonicMs() - startMs;
  };
  const learn = async (status: number, headers: Record<string, string>, cost = write) =>
    pace.learn(await take(cost), [answer(status, {}, headers)]);
  return { clock, pace, take, wait, learn };
}

describe('the published quotas', () => {
  test('let 3,000 writes go at once, but for a reserve, and then twenty a second', async () => {
    const { wait } = newPace();
    expect(await wait({ resourceUnits: 1, writes: 2_910 })).toBe(0);
    expect(await wait()).toBe(50);
    expect(await wait({ resourceUnits: 20, writes: 20 })).toBe(1_000);
  });

  test.each([
    [0, 3_500],
    [50, 5_000],
    [500, 5_000],
    [501, 8_000],
  ])('let a tenant of %i users be read with %i units in ten seconds', async (users, units) => {
    const { pace, wait } = newPace();
    pace.learnTenantSize(users);
    expect(await wait({ resourceUnits: units * 0.97, writes: 0 })).toBe(0);
    const waitMs = await wait({ resourceUnits: units / 10, writes: 0 });
    expect(waitMs / 1_000).toBeCloseTo(1);
  });

  test('hold for as long as the agent lives, for each application in each tenant', () => {
    const clock = drivenClock();
    const paceOf = createPaces(clock, clock);
    const contoso = { tenantId: 'contoso', clientId: 'bridgehead' };
    expect(paceOf(contoso)).toBe(paceOf({ ...contoso }));
    expect(paceOf({ ...contoso, clientId: 'other' })).not.toBe(paceOf(contoso));
  });
});

test.each([
  ['GET', '/users?$select=id&$top=999', 1, 0],
  ['GET', 'https://graph.contoso.test/v1.0/users?$skiptoken=x', 2, 0],
  ['GET', '/users/delta', 2, 0],
  ['GET', '/groups/1/members?$select=id', 2, 0],
  ['GET', '/groups/1?$expand=members', 2, 0],
  ['GET', '/organization', 1, 0],
  ['POST', '/directoryObjects/getByIds', 5, 0],
  ['POST', '/users', 1, 1],
  ['DELETE', '/groups/1/members/2/$ref', 1, 1],
])('%s %s costs %i units and %i writes', (method, path, resourceUnits, writes) => {
  expect(costOf(method, path)).toEqual({ resourceUnits, writes });
});

describe('Retry-After', () => {
  test('is obeyed by every write, not by reads', async () => {
    const { learn, wait } = newPace();
    await learn(429, { 'retry-after': '7.5', 'x-ms-throttle-information': 'WriteLimitExceeded' });
    expect(await wait({ resourceUnits: 1, writes: 0 })).toBe(0);
    expect(await wait()).toBeGreaterThanOrEqual(7_500);
  });

  test('is obeyed by everything when it was the resource units that ran out', async () => {
    const { learn, pace, clock } = newPace();
    await learn(429, { 'retry-after': '30', 'x-ms-throttle-information': 'ResourceUnitLimitExceeded' });
    for (const cost of [write, { resourceUnits: 1, writes: 0 }])
      expect(await clock.runUntil(pace.waitForTurn(cost, 29_000, signal))).toMatchObject({
        problem: { code: 'tenant.throttled', detail: 'it asked for 30 more seconds of quiet' },
      });
  });

  test('that nobody can mean closes nothing: the next run asks again', async () => {
    const { learn, wait } = newPace();
    await learn(429, { 'retry-after': '99999' });
    expect(await wait()).toBeLessThan(60_000);
  });

  test('that is missing empties the bucket all the same', async () => {
    const { learn, wait } = newPace();
    await learn(429, {});
    expect(await wait()).toBeGreaterThan(3_000);
  });
});

describe('what a reply shows of a quota', () => {
  test('is believed at once when it was used before the agent began', async () => {
    const { learn, wait } = newPace();
    await learn(201, { [share]: '1.00' });
    expect(await wait({ resourceUnits: 20, writes: 20 })).toBe(5_500);
  });

  test('makes room for others that use it too, and takes it back when they are gone', async () => {
    const { clock, learn, wait, take } = newPace();
    await take({ resourceUnits: 1, writes: 2_890 });
    for (let second = 0; second < 20; second += 1)
      await learn(201, { [share]: '1.00' }, { resourceUnits: 20, writes: 20 });
    expect(await wait({ resourceUnits: 20, writes: 20 })).toBeGreaterThan(1_500);
    clock.advance(1_200_000);
    await take({ resourceUnits: 1, writes: 2_900 });
    expect(await wait({ resourceUnits: 20, writes: 20 })).toBeLessThan(1_200);
  });

  test.each(['', 'much', '17'])('as %j is no share', async (shown) => {
    const { learn, wait } = newPace();
    await learn(201, { [share]: shown });
    expect(await wait()).toBe(0);
  });
});

test('whoever does not want to wait any more is told so', async () => {
  const { clock, pace, take } = newPace();
  await take({ resourceUnits: 1, writes: 2_910 });
  const request = new AbortController();
  clock.after(10, () => request.abort());
  expect(await clock.runUntil(pace.waitForTurn(write, 60_000, request.signal))).toMatchObject({
    problem: { code: 'run.cancelled' },
  });
});

describe('more creates than the tenant takes at once, by the quotas of the lab’s tenant', () => {
  const measure = (others: number, hiddenHeaders: readonly string[] = []): Promise<WritesMeasured> =>
    measureWrites({
      creates: 600,
      spent: 2_900,
      knobs: { quotas: 'published' },
      burst: 3_000,
      perSecond: 20,
      others,
      hiddenHeaders,
    });

  test('meet no 429 when nobody else writes', async () => {
    expect(await measure(0)).toMatchObject({ created: 600, requests: 600, refused: 0 });
  });

  test('beside somebody who takes half, at most one request in a hundred meets 429, because replies tell in time', async () => {
    const { created, requests, refused } = await measure(10);
    expect(created).toBe(600);
    expect(refused / requests).toBeLessThanOrEqual(0.01);
  });

  test('beside somebody who takes half, the first refusal is heeded when replies tell nothing, and Retry-After obeyed', async () => {
    const { created, refused, impatient } = await measure(10, [share]);
    expect({ created, impatient }).toEqual({ created: 600, impatient: 0 });
    expect(refused).toBeGreaterThan(0);
    expect(refused).toBeLessThanOrEqual(20);
  });
});
