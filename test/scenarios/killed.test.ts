/**
 * An agent that is killed: at any moment before, between and after the requests of a wave, as often as chance wants. Whatever was sent
 * and not recorded is unknown to the next run, which finds out from the tenant and does nothing twice.
 */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { run } from '../../agent-core/sync/run.ts';
import type { TenantWriter } from '../../agent-core/sync/tenant.ts';
import { directoryUser, disabledAccount } from '../builders/directory-object.ts';
import { noLimits } from '../builders/guard-settings.ts';
import { linkedUser } from '../builders/tenant-user.ts';
import { createWorld, type World } from '../builders/world.ts';
import { isLongForm } from '../lab/long-form.ts';

const newcomers = ['ada', 'bob', 'cyd'];
const movers = ['dan', 'eve'];
const leavers = ['fay', 'gus'];

/** Three who are new, two who moved and got another name, two who left: seven changes and more, of three kinds. */
const beginning = () =>
  createWorld({
    directory: [
      ...newcomers.map((name) => directoryUser(name)),
      ...movers.map((name) => directoryUser(name, { title: 'Engineer', userPrincipalName: `${name}.new@contoso.com` })),
      ...leavers.map((name) => directoryUser(name, { userAccountControl: disabledAccount })),
    ],
    tenant: [...movers, ...leavers].map((name) => linkedUser(name)),
    settings: { guard: noLimits },
  });

const whoIsThere = ({ tenant }: World) =>
  tenant.users.map(({ anchor, values }) => JSON.stringify([anchor, Object.entries(values).toSorted()])).toSorted();

const unrecorded = ({ tenant, log }: World) =>
  tenant.writes.length -
  log.entries.filter((entry) => entry.kind === 'outcome' && entry.outcome.kind === 'applied').length;

/** From this moment on nothing that the run does reaches anybody, and nobody hears of it again. */
async function runUntilKilled(world: World, lastMoment: number): Promise<'killed' | 'ended'> {
  let moments = 0;
  let die = () => {};
  const death = new Promise<'killed'>((settle) => {
    die = () => settle('killed');
  });
  const never = new Promise<never>(() => {});
  const isDead = () => {
    moments += 1;
    if (moments >= lastMoment) die();
    return moments >= lastMoment;
  };
  const mortal = async <Value>(work: () => Promise<Value>): Promise<Value> => {
    if (isDead()) return never;
    const value = await work();
    return isDead() ? never : value;
  };
  const { tenant } = world;
  const writer: TenantWriter = {
    ...tenant,
    createUser: (...given) => mortal(() => tenant.createUser(...given)),
    updateUser: (...given) => mortal(() => tenant.updateUser(...given)),
  };
  const context = world.context({ kind: 'apply', writer });
  const { log } = context;
  const orDie = <Value>(work: () => Value): Value => {
    if (isDead()) throw new Error('killed');
    const value = work();
    if (isDead()) throw new Error('killed');
    return value;
  };
  const record = {
    ...log,
    intend: (...given: Parameters<typeof log.intend>) => orDie(() => log.intend(...given)),
    append: (...given: Parameters<typeof log.append>) => orDie(() => log.append(...given)),
    finish: (...given: Parameters<typeof log.finish>) => orDie(() => log.finish(...given)),
  };
  const ended = run({ ...context, log: record }, new AbortController().signal).then(
    () => 'ended' as const,
    () => 'killed' as const,
  );
  return Promise.race([death, ended]);
}

const numRuns = isLongForm ? 200 : 60;

test('R30: killed at any moment, and again while it recovers, the agent loses nothing and does nothing twice', async () => {
  const unharmed = beginning();
  await unharmed.run();
  let killings = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1, maxLength: 4 }), async (moments) => {
      const world = beginning();
      for (const [round, lastMoment] of moments.entries()) {
        if ((await runUntilKilled(world, lastMoment)) === 'killed') killings += 1;
        // Whatever reached the tenant is in the record: as done, or as attempted.
        if (round === 0) expect(world.log.unknown.read().length).toBeGreaterThanOrEqual(unrecorded(world));
      }
      const underWay = world.log.unknown.read().map(({ change }) => change.digest);
      const { report, entries } = await world.run();
      expect(report.result).toBe('succeeded');
      // Each is settled, and none that is settled as made is made again.
      expect(report.settled.map(({ change }) => change.digest).toSorted()).toEqual(underWay.toSorted());
      const done = new Set(entries.flatMap((entry) => (entry.kind === 'outcome' ? [entry.outcome.change.digest] : [])));
      for (const { change, fate } of report.settled) expect(done.has(change.digest)).toBe(fate === 'notMade');
      expect(world.log.unknown.read()).toEqual([]);
      expect(whoIsThere(world)).toEqual(whoIsThere(unharmed));
      expect(world.tenant.writes).toHaveLength(unharmed.tenant.writes.length);
      expect((await world.run()).entries).toEqual([]);
    }),
    { numRuns },
  );
  // A killing that never happens proves nothing.
  expect(killings).toBeGreaterThan(numRuns);
});
