import { describe, expect, test } from 'vitest';
import { problem } from '../../../agent-core/contract/problem.ts';
import { runReportSchema, runSteps } from '../../../agent-core/contract/run-report.ts';
import { run } from '../../../agent-core/sync/run.ts';
import { directoryUser, disabledAccount } from '../../builders/directory-object.ts';
import { limits } from '../../builders/guard-settings.ts';
import { linkedUser } from '../../builders/tenant-user.ts';
import { createWorld } from '../../builders/world.ts';

const signal = () => new AbortController().signal;

test('a run is eight steps, in order, each announced before its work', async () => {
  const world = createWorld({ directory: [directoryUser('ada')] });
  const { report } = await world.run();
  expect(world.steps).toEqual(runSteps);
  expect(report.steps.map(({ step }) => step)).toEqual(runSteps);
  expect(runReportSchema.parse(report)).toEqual(report);
});

test('R6: a domain that was read wholly says why; nothing is amiss because of it, unless its controller was restored', async () => {
  const world = createWorld({ directory: [directoryUser('ada')] });
  const fullRead = problem('directory.read-fully', 'nothing was remembered');
  const runWith = async (doubt: ReturnType<typeof problem> | null) => {
    const readUsers = async () => ({ objects: world.directory.objects, problem: doubt, fullRead });
    const context = world.context();
    const guardHistory = { ...context.guardHistory, isFilled: () => true };
    return await run({ ...context, guardHistory, directories: [{ ...world.directory, readUsers }] }, signal());
  };
  expect(await runWith(null)).toMatchObject({ result: 'succeeded', problems: [], domains: [{ fullRead }] });
  const restored = problem('directory.controller-restored', 'dc1');
  expect(await runWith(restored)).toMatchObject({ result: 'failed', problems: [restored], domains: [{ fullRead }] });
});

test('a step lasts as long as the clock says, in whole milliseconds', async () => {
  const world = createWorld({ directory: [directoryUser('ada')] });
  const context = world.context();
  const duration = { import: 1500.4, apply: 20.6 };
  const slow = {
    ...context,
    directories: [
      {
        ...world.directory,
        readUsers: (given: AbortSignal) => {
          world.clock.advance(duration.import);
          return world.directory.readUsers(given);
        },
      },
    ],
    onStep: () => undefined,
  };
  world.tenant.onWrite(() => {
    world.clock.advance(duration.apply);
    return null;
  });
  const report = await run(slow, signal());
  const measured = Object.fromEntries(report.steps.map(({ step, durationMs }) => [step, durationMs]));
  expect(measured).toEqual({ import: 1500, scope: 0, map: 0, diff: 0, plan: 0, guard: 0, apply: 21, record: 0 });
  expect(report.durationMs).toBe(1521);
});

test('the share that the guard allows is one of everybody in scope, also of those who need no change', async () => {
  const names = Array.from({ length: 10 }, (_, index) => `user${index}`);
  const directory = names.map((name, index) =>
    directoryUser(name, index === 0 ? { userAccountControl: disabledAccount } : {}),
  );
  const world = createWorld({ directory, tenant: names.map((name) => linkedUser(name)) });
  const { report } = await world.run();
  expect(report.counts).toMatchObject({ applied: 1, held: 0, unchanged: 9 });
});

test('users without userPrincipalName get the domain of the settings', async () => {
  const world = createWorld({ directory: [directoryUser('ada', { userPrincipalName: null })] });
  await world.run();
  expect(world.tenant.users[0]?.values.userPrincipalName).toBe('ada@contoso.com');
});

describe('a preview', () => {
  test('plans the same and writes nothing', async () => {
    const world = createWorld({ directory: [directoryUser('ada')] });
    const { report } = await world.preview();
    expect(report).toMatchObject({ result: 'succeeded', counts: { planned: { create: 1 }, applied: 0 } });
    expect(world.tenant.writes).toEqual([]);
  });
});

describe('a run that is stopped on request', () => {
  test('says so, and what was applied stays', async () => {
    const request = new AbortController();
    const directory = [directoryUser('ada', { title: 'Engineer' }), directoryUser('bob')];
    const world = createWorld({ directory, tenant: [linkedUser('ada')] });
    world.tenant.onWrite(() => {
      request.abort();
      return null;
    });
    const { report } = await world.run(request.signal);
    expect(report).toMatchObject({ result: 'cancelled', counts: { applied: 1, notAttempted: 1 } });
    expect(report.problems.map(({ code }) => code)).toEqual(['run.cancelled']);
    expect(world.tenant.users).toHaveLength(1);
  });
});

describe('a defect in a port', () => {
  test('while reading ends the run with what was thrown, before anything is written', async () => {
    const world = createWorld({ directory: [directoryUser('ada')] });
    const defect = new Error('a defect');
    const readUsers = () => Promise.reject(defect);
    const directories = [{ ...world.directory, readUsers }];
    await expect(run({ ...world.context(), directories }, signal())).rejects.toBe(defect);
    expect(world.tenant.writes).toEqual([]);
    expect(world.steps).toEqual(['import']);
  });

  test('while writing ends the run, and what had been applied is recorded', async () => {
    const world = createWorld({ directory: [directoryUser('ada'), directoryUser('bob')] });
    const defect = new Error('a defect');
    world.tenant.onWrite(() => {
      if (world.tenant.writes.length === 1) throw defect;
      return null;
    });
    await expect(world.run()).rejects.toBe(defect);
    expect(world.log.entries).toMatchObject([{ kind: 'outcome', outcome: { kind: 'applied' } }]);
    expect(world.log.reports).toEqual([]);
  });
});

test('a tenant that cannot say what it is leads to a failed run without a plan', async () => {
  const world = createWorld({ directory: [directoryUser('ada')] });
  world.tenant.become(problem('tenant.unauthorized', 'organization'));
  const { report, entries } = await world.run();
  expect(report).toMatchObject({ result: 'failed', directory: { users: 0, isComplete: false } });
  expect(report.problems.map(({ code }) => code)).toEqual(['tenant.unauthorized']);
  expect(entries).toEqual([]);
  expect(world.tenant.writes).toEqual([]);
});

describe('R10: many small runs', () => {
  const names = Array.from({ length: 60 }, (_, index) => `user${index}`);
  const leave = (world: ReturnType<typeof createWorld>, from: number, to: number) => {
    for (const name of names.slice(from, to)) world.directory.change(name, { userAccountControl: disabledAccount });
  };
  const blocked = (world: ReturnType<typeof createWorld>) =>
    world.tenant.users.filter(({ values }) => values.accountEnabled === false).length;

  test('do together no more in 24 hours than the limit allows, whatever happens in between', async () => {
    const world = createWorld({
      directory: names.map((name) => directoryUser(name)),
      tenant: names.map((name) => linkedUser(name)),
      settings: { guard: limits({ disables: { count: 10, percent: 100 } }) },
    });
    // Nine every two minutes: each run by itself would be within the limit of ten.
    for (let first = 0; first < 45; first += 9) {
      leave(world, first, first + 9);
      await world.run();
      world.clock.advance(120_000);
    }
    expect(blocked(world)).toBe(9);
    const { report } = await world.run();
    expect(report.findings).toContainEqual(expect.objectContaining({ kind: 'disables', found: 36, allowed: 1 }));
    world.clock.sleep(86_400_000 - 5 * 120_000, 'stands still');
    expect((await world.run()).report.findings).toContainEqual(
      expect.objectContaining({ kind: 'disables', found: 36, allowed: 1 }),
    );
    world.clock.advance(1);
    expect((await world.run()).report.findings).toContainEqual(
      expect.objectContaining({ kind: 'disables', found: 36, allowed: 10 }),
    );
    expect(blocked(world)).toBe(9);
  });
});

test('R11: the first run fills the tenant, also when it takes two; a scope that grows later is held', async () => {
  const first = Array.from({ length: 30 }, (_, index) => directoryUser(`first${index}`));
  const world = createWorld({ directory: first });
  world.tenant.onWrite(() =>
    world.tenant.users.length < 20 ? null : { problem: problem('tenant.unavailable', '503') },
  );
  expect((await world.run()).report).toMatchObject({ counts: { applied: 20, unknown: 10 } });
  world.tenant.onWrite(null);
  expect((await world.run()).report).toMatchObject({ result: 'succeeded', counts: { applied: 10 } });
  for (let index = 0; index < 20; index += 1) world.directory.add(directoryUser(`later${index}`));
  const { report } = await world.run();
  expect(report.findings).toContainEqual(expect.objectContaining({ kind: 'creates', found: 20, allowed: 10 }));
  expect(world.tenant.users).toHaveLength(30);
});

test('R27: nobody is asked who administers the tenant by a run that changes no account which is there', async () => {
  const world = createWorld({ directory: [directoryUser('ada')], tenant: [linkedUser('bob')] });
  let asked = 0;
  const runOnce = async () => {
    const context = world.context();
    const readPrivileged: typeof context.tenant.readPrivileged = (until) => {
      asked += 1;
      return context.tenant.readPrivileged(until);
    };
    await run({ ...context, tenant: { ...context.tenant, readPrivileged } }, signal());
    return asked;
  };
  expect([await runOnce(), await runOnce()]).toEqual([0, 0]);
  world.directory.change('ada', { title: 'Clerk' });
  expect(await runOnce()).toBe(1);
});
