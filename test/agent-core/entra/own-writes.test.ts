import { describe, expect, test } from 'vitest';
import { problem } from '../../../agent-core/contract/problem.ts';
import { succeed } from '../../../agent-core/contract/result.ts';
import { createGraph } from '../../../agent-core/entra/graph.ts';
import { createGraphTenant, usualPatience } from '../../../agent-core/entra/graph-tenant.ts';
import { rememberOwnWrites } from '../../../agent-core/entra/own-writes.ts';
import { Pace } from '../../../agent-core/entra/pace.ts';
import type { TenantUser } from '../../../agent-core/sync/tenant.ts';
import type { UserChange } from '../../../agent-core/sync/tenant-changes.ts';
import { emulateGraph } from '../../bench/emulated-graph.ts';
import { drivenClock } from '../../builders/driven-clock.ts';
import { fakeTokens } from '../../builders/fake-network.ts';
import { fakeTenant } from '../../builders/fake-tenant.ts';
import { anchorFor, tenantIdFor } from '../../builders/identifiers.ts';
import { settings } from '../../builders/settings.ts';
import { linkedUser, unlinkedUser } from '../../builders/tenant-user.ts';

const origin = 'https://graph.contoso.test';
const signal = new AbortController().signal;
const tenMinutesMs = 600_000;
const ada = { userPrincipalName: 'ada@contoso.com', displayName: 'Ada' };

/** A tenant whose readers learn nothing new until they are told to catch up. */
const laggingTenant = (...names: readonly string[]) => laggingTenantOf(names.map((name) => linkedUser(name)));

function laggingTenantOf(users: readonly TenantUser[]) {
  const clock = drivenClock();
  const behind = fakeTenant(users);
  let seen = behind.users;
  const lagging: typeof behind = {
    ...behind,
    visitUsers: async (visitor) => {
      visitor.begin();
      visitor.show(seen);
      return null;
    },
    followUsers: async (_since, show) => {
      show([]);
      return succeed('told');
    },
  };
  const tenant = rememberOwnWrites(lagging, clock, { forMs: 2_000, firstPauseMs: 1 });
  const read = async () => (await tenant.readUsers(signal)).objects;
  const catchUp = () => {
    seen = behind.users;
  };
  return { clock, behind, tenant, read, catchUp };
}

describe('R14: for ten minutes', () => {
  test('what was written stands over what the tenant shows, and nothing else does', async () => {
    const { clock, tenant, read } = laggingTenant('ada', 'bob');
    await tenant.updateUser(tenantIdFor('ada'), { city: 'Cork', jobTitle: null }, signal);
    const before = linkedUser('ada').values;
    expect((await read()).map(({ values }) => values)).toEqual([
      { ...before, city: 'Cork', jobTitle: null },
      linkedUser('bob').values,
    ]);
    clock.advance(tenMinutesMs - 1);
    expect((await read())[0]?.values.city).toBe('Cork');
    clock.advance(1);
    expect((await read())[0]?.values).toEqual(before);
  });

  test('each value by itself: a later write of another one prolongs nothing', async () => {
    const { clock, tenant, read } = laggingTenant('ada');
    await tenant.updateUser(tenantIdFor('ada'), { accountEnabled: false }, signal);
    clock.advance(tenMinutesMs - 1);
    await tenant.updateUser(tenantIdFor('ada'), { city: 'Cork' }, signal);
    clock.advance(1);
    expect((await read())[0]?.values).toMatchObject({
      city: 'Cork',
      accountEnabled: linkedUser('ada').values.accountEnabled,
    });
  });

  test('R28: who was taken over carries our anchor, also where only changes are asked for', async () => {
    const { clock, tenant, read } = laggingTenantOf([unlinkedUser('ada')]);
    await tenant.takeOverUser(tenantIdFor('ada'), anchorFor('ada'), { ownershipMark: 'ours' }, signal);
    expect(await read()).toMatchObject([{ anchor: anchorFor('ada'), values: { ownershipMark: 'ours' } }]);
    const shown: UserChange[] = [];
    await tenant.followUsers('1', (changes) => shown.push(...changes), signal);
    const values = { ownershipMark: 'ours' };
    expect(shown).toEqual([{ kind: 'written', tenantObjectId: tenantIdFor('ada'), values, anchor: anchorFor('ada') }]);
    clock.advance(tenMinutesMs);
    expect(await read()).toMatchObject([{ anchor: null }]);
  });

  test('who was created is there, and is not created twice', async () => {
    const { clock, behind, tenant, read, catchUp } = laggingTenant();
    const created = await tenant.createUser(anchorFor('ada'), ada, signal);
    expect(await read()).toEqual([
      {
        tenantObjectId: created.ok && created.value,
        anchor: anchorFor('ada'),
        managerId: null,
        isGuest: false,
        otherAddresses: [],
        values: ada,
      },
    ]);
    expect(await tenant.createUser(anchorFor('ada'), ada, signal)).toEqual(created);
    expect(behind.writes).toHaveLength(1);
    catchUp();
    expect(await read()).toHaveLength(1);
    clock.advance(tenMinutesMs);
    expect(await tenant.createUser(anchorFor('ada'), ada, signal)).toMatchObject({
      problem: { code: 'tenant.conflict' },
    });
  });

  test('who was deleted is gone, unless it was brought back', async () => {
    const { clock, tenant, read } = laggingTenant('ada', 'bob');
    await tenant.deleteUser(tenantIdFor('ada'), signal);
    expect((await read()).map(({ tenantObjectId }) => tenantObjectId)).toEqual([tenantIdFor('bob')]);
    await tenant.restoreUser(tenantIdFor('ada'), {}, signal);
    expect(await read()).toHaveLength(2);
    clock.advance(tenMinutesMs);
    expect(await read()).toHaveLength(2);
  });

  test('who was given a manager, or lost one, is read with what was written', async () => {
    const { tenant, read } = laggingTenant('ada', 'bob');
    await tenant.setManager(tenantIdFor('ada'), tenantIdFor('bob'), signal);
    expect((await read()).map(({ managerId }) => managerId)).toEqual([tenantIdFor('bob'), null]);
    await tenant.clearManager(tenantIdFor('ada'), signal);
    expect((await read()).map(({ managerId }) => managerId)).toEqual([null, null]);
  });

  test('whom it deleted is waited for among the deleted ones, once: a person who comes back is restored and not made anew', async () => {
    const behind = fakeTenant([linkedUser('ada')]);
    let looks = 0;
    const readDeletedUsers = async () => {
      looks += 1;
      return { objects: looks < 3 ? [] : behind.deleted, problem: null };
    };
    const lagging = { ...behind, readDeletedUsers };
    const tenant = rememberOwnWrites(lagging, drivenClock(), { forMs: 2_000, firstPauseMs: 1 });
    await tenant.deleteUser(tenantIdFor('ada'), signal);
    expect((await tenant.readDeletedUsers(signal)).objects).toEqual([linkedUser('ada')]);
    expect(looks).toBe(3);
    await tenant.readDeletedUsers(signal);
    expect(looks).toBe(4);
    await tenant.restoreUser(tenantIdFor('ada'), {}, signal);
    expect((await tenant.readDeletedUsers(signal)).objects).toEqual([]);
  });

  test('whom it brought back is waited for among those who are there', async () => {
    const behind = fakeTenant([linkedUser('ada')]);
    behind.deleteByHand('ada@contoso.com');
    let looks = 0;
    const visitUsers: typeof behind.visitUsers = async (visitor) => {
      looks += 1;
      visitor.begin();
      visitor.show(looks < 3 ? [] : behind.users);
      return null;
    };
    const tenant = rememberOwnWrites({ ...behind, visitUsers }, drivenClock(), { forMs: 2_000, firstPauseMs: 1 });
    await tenant.restoreUser(tenantIdFor('ada'), {}, signal);
    expect((await tenant.readUsers(signal)).objects).toEqual([linkedUser('ada')]);
    expect(looks).toBe(3);
  });

  test('a write that failed is not believed', async () => {
    const { behind, tenant, read } = laggingTenant('ada');
    behind.onWrite(() => ({ problem: problem('tenant.refused-value', 'city') }));
    await tenant.updateUser(tenantIdFor('ada'), { city: 'Cork' }, signal);
    await tenant.createUser(anchorFor('bob'), ada, signal);
    await tenant.deleteUser(tenantIdFor('ada'), signal);
    expect(await read()).toEqual([linkedUser('ada')]);
  });
});

describe('R40: 201 and then 404', () => {
  const notFoundTwice = () => {
    let left = 2;
    return () => {
      left -= 1;
      return left >= 0 ? { problem: problem('tenant.not-found', 'a replica') } : null;
    };
  };

  test('who was created a moment ago is waited for', async () => {
    const { behind, tenant } = laggingTenant();
    const created = await tenant.createUser(anchorFor('ada'), ada, signal);
    if (!created.ok) throw new Error(created.problem.code);
    behind.onWrite(notFoundTwice());
    expect(await tenant.updateUser(created.value, { city: 'Cork' }, signal)).toMatchObject({ ok: true });
  });

  test('who was created a moment ago and is not found is not taken for deleted', async () => {
    const { behind, tenant } = laggingTenant();
    const created = await tenant.createUser(anchorFor('ada'), ada, signal);
    if (!created.ok) throw new Error(created.problem.code);
    behind.onWrite(notFoundTwice());
    expect(await tenant.deleteUser(created.value, signal)).toEqual(succeed(undefined));
    expect(behind.users).toEqual([]);
    behind.onWrite(() => ({ problem: problem('tenant.not-found', 'every replica') }));
    // Once is enough.
    expect(await tenant.deleteUser(created.value, signal)).toEqual(succeed(undefined));
  });

  test('who was created a moment ago and is found nowhere is told, until nobody can expect them any more', async () => {
    const { clock, behind, tenant } = laggingTenant();
    const created = await tenant.createUser(anchorFor('ada'), ada, signal);
    if (!created.ok) throw new Error(created.problem.code);
    behind.onWrite(() => ({ problem: problem('tenant.not-found', 'every replica') }));
    expect(await tenant.deleteUser(created.value, signal)).toMatchObject({ problem: { code: 'tenant.not-found' } });
    clock.advance(tenMinutesMs);
    expect(await tenant.deleteUser(created.value, signal)).toEqual(succeed(undefined));
  });

  test('a manager who was set a moment ago and is not found is not taken for cleared', async () => {
    const { behind, tenant } = laggingTenant('ada', 'bob');
    await tenant.setManager(tenantIdFor('ada'), tenantIdFor('bob'), signal);
    behind.onWrite(notFoundTwice());
    expect(await tenant.clearManager(tenantIdFor('ada'), signal)).toEqual(succeed(undefined));
    expect(behind.users.map(({ managerId }) => managerId)).toEqual([null, null]);
    behind.onWrite(() => ({ problem: problem('tenant.not-found', 'nobody is above her') }));
    expect(await tenant.clearManager(tenantIdFor('bob'), signal)).toEqual(succeed(undefined));
  });

  test('who has been there for long is not', async () => {
    const { behind, tenant } = laggingTenant('ada');
    behind.onWrite(notFoundTwice());
    expect(await tenant.updateUser(tenantIdFor('ada'), { city: 'Cork' }, signal)).toMatchObject({
      problem: { code: 'tenant.not-found' },
    });
  });
});

test('R40: with a replication lag of a minute, whoever reads at once sees everybody who was created, and nobody twice', async () => {
  const clock = drivenClock();
  const network = emulateGraph({ clock, knobs: { replicationLagMs: 60_000 }, latencyMs: [200, 500] });
  const pace = new Pace(clock, clock);
  const graph = createGraph({ origin, network, tokens: fakeTokens(), retryForMs: 60_000, clock, timer: clock, pace });
  const options = { ...settings().newUsers, ownershipExtension: null };
  const tenant = rememberOwnWrites(createGraphTenant(graph, options), clock, usualPatience);
  const names = ['ada', 'bob', 'cyd'];
  const values = (name: string) => ({
    accountEnabled: true,
    displayName: name,
    mailNickname: name,
    userPrincipalName: `${name}@contoso.test`,
  });
  const createAll = () =>
    clock.runUntil(Promise.all(names.map((name) => tenant.createUser(anchorFor(name), values(name), signal))));
  const anchors = async () => {
    const { objects } = await clock.runUntil(tenant.readUsers(signal));
    return objects.flatMap(({ anchor }) => (anchor === null ? [] : [anchor])).toSorted();
  };
  const first = await createAll();
  expect(await anchors()).toEqual(names.map(anchorFor).toSorted());
  expect(await createAll()).toEqual(first);
  clock.advance(61_000);
  expect(await anchors()).toEqual(names.map(anchorFor).toSorted());
  expect(network.journal().filter(({ method, path }) => method === 'POST' && path === '/v1.0/users')).toHaveLength(3);
});
