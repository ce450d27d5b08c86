import { DatabaseSync } from 'node:sqlite';
import { describe, expect, test } from 'vitest';
import { type TenantObjectId, tenantObjectIdSchema } from '../../../agent-core/contract/identifiers.ts';
import { problem } from '../../../agent-core/contract/problem.ts';
import { fail } from '../../../agent-core/contract/result.ts';
import { createGraph } from '../../../agent-core/entra/graph.ts';
import { createGraphTenant } from '../../../agent-core/entra/graph-tenant.ts';
import { rememberOwnWrites } from '../../../agent-core/entra/own-writes.ts';
import { cacheIn, cacheMigrations } from '../../../agent-core/storage/cache-database.ts';
import { type Refreshing, refreshGroups, refreshUsers } from '../../../agent-core/sync/refresh-tenant.ts';
import { emulateGraph } from '../../bench/emulated-graph.ts';
import { directoryGroup } from '../../builders/directory-group.ts';
import { drivenClock } from '../../builders/driven-clock.ts';
import { fakeTokens } from '../../builders/fake-network.ts';
import { anchorFor, objectGuidFor } from '../../builders/identifiers.ts';
import { settings } from '../../builders/settings.ts';
import { seed } from '../../lab/tenant/seed.ts';
import type { KnobChange } from '../../lab/tenant/state/knobs.ts';

const origin = 'https://graph.contoso.test';
const signal = new AbortController().signal;
const minuteMs = 60_000;

/** The lab's tenant, followed into a cache that holds one group of the directory. */
function followedTenant(knobs: KnobChange = {}) {
  const clock = drivenClock();
  const network = emulateGraph({ clock, knobs, latencyMs: [0, 0] });
  const options = { ...settings().newUsers, ownershipExtension: null };
  const common = { origin, network, tokens: fakeTokens(), retryForMs: 1_000, clock, timer: clock, pace: null };
  const graphTenant = createGraphTenant(createGraph(common), options);
  const tenant = rememberOwnWrites(graphTenant, clock, { forMs: minuteMs, firstPauseMs: 500 });
  const database = new DatabaseSync(':memory:');
  for (const migration of cacheMigrations) database.exec(migration);
  const cache = cacheIn(database);
  const { attributes } = directoryGroup('staff', []);
  const reading = cache.directories.of('contoso.com').beginAnew();
  if (!reading.ok) throw new Error(reading.problem.detail);
  const staff = {
    objectGuid: objectGuidFor('staff'),
    kind: 'group',
    parent: null,
    name: 'CN=staff',
    attributes,
  } as const;
  reading.value.add({ removed: [], objects: [staff], members: [] });
  const position = { cookie: new Uint8Array(), controller: 'dc1', host: 'dc1', invocationId: '1', highestUsn: 1n };
  reading.value.complete({ ...position, takenAt: clock.now() });

  const refreshing: Refreshing = { tenant, memory: cache.remembered.tenant, tenantId: seed.tenantId, clock };
  const sides = () => cache.remembered.over(['contoso.com']);
  const rows = (sql: string) => database.prepare(sql).all();
  const refresh = async (changes: Partial<Refreshing> = {}) => {
    const users = await clock.runUntil(refreshUsers({ ...refreshing, ...changes }, signal));
    const groups = await clock.runUntil(refreshGroups({ ...refreshing, ...changes }, signal));
    return { users, groups };
  };
  return {
    ...{ clock, network, state: network.state, tenant, refreshing, refresh },
    /** So often, with a refreshing after each. */
    restFor: async (minutes: number, times: number) => {
      for (let time = 0; time < times; time += 1) {
        clock.advance(minutes * minuteMs);
        await refresh();
      }
    },
    settle: <Value>(work: Promise<Value>) => clock.runUntil(work),
    user: (id: string) => sides().tenantUsers({ ids: [tenantObjectIdSchema.parse(id)] })[0],
    ids: () => rows('SELECT id FROM tenant_users ORDER BY id').map(({ id }) => String(id)),
    groupIds: () => rows('SELECT id FROM tenant_groups ORDER BY id').map(({ id }) => String(id)),
    members: () => rows('SELECT member_id FROM tenant_members ORDER BY member_id').map((row) => String(row.member_id)),
    asked: () => network.journal().map(({ path }) => path),
  };
}

type Followed = ReturnType<typeof followedTenant>;

const nothingAnew = {
  users: { problem: null, fullRead: null },
  groups: { problem: null, fullRead: null, membersProblem: null },
};
const liveIds = ({ state }: Followed) => state.users.all().map(({ id }) => id);
const { employee } = seed.people;

function addByHand({ state }: Followed, name: string): string {
  const id = `${name}-by-hand`;
  state.users.put({ id, userPrincipalName: `${name}@contoso.test`, displayName: name, accountEnabled: true });
  return id;
}

function putByHand({ state }: Followed, id: string, values: Readonly<Record<string, string>>): void {
  const user = state.users.get(id);
  if (user !== undefined) state.users.put({ ...user, ...values });
}

function addOurGroup({ state }: Followed): string {
  const id = 'staff-by-hand';
  const flags = { securityEnabled: true, mailEnabled: false, groupTypes: [] };
  state.directory.sets.group.put({ id, displayName: 'staff', uniqueName: objectGuidFor('staff'), ...flags });
  return id;
}

describe('the tenant that is followed', () => {
  test('is told whole once, and then costs one request for each type while it rests', async () => {
    const lab = followedTenant();
    expect(await lab.refresh()).toEqual(nothingAnew);
    expect(lab.ids()).toEqual(liveIds(lab).toSorted());
    const before = lab.asked().length;
    expect(await lab.refresh()).toEqual(nothingAnew);
    expect(lab.asked().slice(before)).toEqual(['/v1.0/users/delta', '/v1.0/groups/delta']);
  });

  test('tells who came, changed and went, and whose manager is another', async () => {
    const lab = followedTenant();
    await lab.refresh();
    const [ada, bob] = [addByHand(lab, 'ada'), addByHand(lab, 'bob')];
    lab.state.directory.managers.add(ada, bob);
    await lab.refresh();
    expect(lab.user(ada)).toMatchObject({ managerId: bob, values: { displayName: 'ada' } });
    await lab.restFor(11, 2);
    putByHand(lab, ada, { displayName: 'Ada' });
    await lab.refresh();
    expect(lab.user(ada)).toMatchObject({ managerId: bob, values: { displayName: 'Ada' } });
    lab.state.directory.managers.remove(ada, bob);
    lab.state.users.softDelete({ id: bob, userPrincipalName: 'bob@contoso.test' });
    await lab.refresh();
    expect([lab.user(ada)?.managerId, lab.user(bob)]).toEqual([null, undefined]);
  });

  test('keeps the members of groups that the directory has, and of no others', async () => {
    const lab = followedTenant();
    const members = lab.state.directory.members;
    const ours = addOurGroup(lab);
    const other = 'other-by-hand';
    lab.state.directory.sets.group.put({ id: other, displayName: 'other', groupTypes: [] });
    members.add(ours, employee.id);
    members.add(other, employee.id);
    await lab.refresh();
    expect(lab.members()).toEqual([employee.id]);
    const ada = addByHand(lab, 'ada');
    members.add(ours, ada);
    members.remove(ours, employee.id);
    await lab.refresh();
    expect(lab.members()).toEqual([ada]);
    lab.state.directory.sets.group.purge(ours);
    await lab.refresh();
    expect([lab.groupIds().includes(ours), lab.members()]).toEqual([false, []]);
  });

  test('is the same when what was told is told again', async () => {
    const lab = followedTenant({ deltaReplays: 100 });
    const ours = addOurGroup(lab);
    const ada = addByHand(lab, 'ada');
    lab.state.directory.members.add(ours, ada);
    await lab.refresh();
    lab.state.directory.members.remove(ours, ada);
    lab.state.users.purge(ada);
    await lab.refresh();
    await lab.refresh();
    expect([lab.ids().includes(ada), lab.members()]).toEqual([false, []]);
  });
});

describe('the tenant is read whole, and that is said,', () => {
  test('when it does not know any more what changed: then also who went meanwhile is gone', async () => {
    const lab = followedTenant();
    const ours = addOurGroup(lab);
    const ada = addByHand(lab, 'ada');
    lab.state.directory.members.add(ours, ada);
    lab.state.directory.members.add(ours, employee.id);
    await lab.refresh();
    lab.state.users.purge(ada);
    for (const member of [ada, employee.id]) lab.state.directory.members.remove(ours, member);
    lab.state.expireDeltaTokens();
    const { users, groups } = await lab.refresh();
    for (const each of [users, groups]) {
      expect(each).toMatchObject({ problem: null, fullRead: { code: 'tenant.changes-expired' } });
    }
    expect(lab.ids()).toEqual(liveIds(lab).toSorted());
    expect(lab.members()).toEqual([]);
    expect(await lab.refresh()).toEqual(nothingAnew);
  });

  test('once a day', async () => {
    const lab = followedTenant();
    await lab.refresh();
    lab.clock.advance(24 * 60 * minuteMs - 1);
    expect(await lab.refresh()).toEqual(nothingAnew);
    lab.clock.advance(1);
    expect((await lab.refresh()).users.fullRead).toMatchObject({ code: 'tenant.read-daily' });
  });

  test.each(['tenant.unreadable-answer', 'tenant.refused-value', 'tenant.forbidden', 'tenant.not-found'] as const)(
    'when it cannot tell changes at all: %s',
    async (code) => {
      const lab = followedTenant();
      const ours = addOurGroup(lab);
      lab.state.directory.members.add(ours, employee.id);
      const cannot = async () => fail(problem(code, 'GET /users/delta'));
      const tenant = { ...lab.tenant, followUsers: cannot, followGroups: cannot };
      for (const round of [1, 2]) {
        const { users, groups } = await lab.refresh({ tenant });
        expect([round, users.problem, groups.problem, groups.membersProblem]).toEqual([round, null, null, null]);
        expect(users.fullRead).toMatchObject({ code });
      }
      expect([lab.ids(), lab.members()]).toEqual([liveIds(lab).toSorted(), [employee.id]]);
    },
  );

  test('when it is another tenant, of which nothing is known: then nobody need be told', async () => {
    const lab = followedTenant();
    await lab.refresh();
    const before = lab.asked().length;
    expect(await lab.refresh({ tenantId: 'another' })).toEqual(nothingAnew);
    expect(lab.asked().slice(before)).toEqual(['/v1.0/users/delta', '/v1.0/groups/delta']);
    expect(lab.refreshing.memory.position('user')).toMatchObject({ tenantId: 'another' });
  });
});

test('a reading that broke off forgets nobody, and the next one is whole', async () => {
  const lab = followedTenant();
  await lab.refresh();
  const known = lab.ids();
  lab.state.expireDeltaTokens();
  const followUsers: typeof lab.tenant.followUsers = async (since) =>
    fail(problem(since === null ? 'tenant.no-answer' : 'tenant.changes-expired', 'graph'));
  const { users } = await lab.refresh({ tenant: { ...lab.tenant, followUsers } });
  expect(users.problem).toMatchObject({ code: 'tenant.no-answer' });
  expect([lab.ids(), lab.refreshing.memory.position('user')]).toEqual([known, null]);
  await lab.refresh();
  expect(lab.ids()).toEqual(liveIds(lab).toSorted());
});

describe('R1: what did not go well is told, and forgets nobody:', () => {
  const noAnswer = problem('tenant.no-answer', 'graph');
  const cannotTell = async () => fail(problem('tenant.refused-value', 'GET /users/delta'));
  const followed = async () => {
    const lab = followedTenant();
    lab.state.directory.members.add(addOurGroup(lab), employee.id);
    await lab.refresh();
    return lab;
  };
  const known = (lab: Followed) => [lab.ids(), lab.groupIds(), lab.members()];

  test('a tenant that does not answer, which then is followed from where it was', async () => {
    const lab = await followed();
    const before = known(lab);
    const noAnswers = async () => fail(noAnswer);
    const tenant = { ...lab.tenant, followUsers: noAnswers, followGroups: noAnswers };
    expect(await lab.refresh({ tenant })).toEqual({
      users: { problem: noAnswer, fullRead: null },
      groups: { problem: noAnswer, fullRead: null, membersProblem: null },
    });
    expect(known(lab)).toEqual(before);
    expect(await lab.refresh()).toEqual(nothingAnew);
  });

  test('a tenant that cannot tell changes, and breaks off while it is read', async () => {
    const lab = await followed();
    const before = known(lab);
    const tenant: typeof lab.tenant = {
      ...lab.tenant,
      ...{ followUsers: cannotTell, followGroups: cannotTell },
      visitUsers: async () => noAnswer,
      readGroups: async () => ({ objects: [], problem: noAnswer }),
    };
    const { users, groups } = await lab.refresh({ tenant });
    expect([users.problem, groups.problem, groups.membersProblem]).toEqual([noAnswer, noAnswer, null]);
    expect(known(lab)).toEqual(before);
  });

  test('members that cannot be read', async () => {
    const lab = await followed();
    const before = known(lab);
    const tenant: typeof lab.tenant = {
      ...{ ...lab.tenant, followGroups: cannotTell },
      readMembers: async () => ({ objects: [], problem: noAnswer }),
    };
    const { groups } = await lab.refresh({ tenant });
    expect([groups.problem, groups.membersProblem]).toEqual([null, noAnswer]);
    expect(known(lab)).toEqual(before);
  });

  test('what was read and could not be written, whatever can be written after it', async () => {
    const lab = await followed();
    const full = fail(problem('data.write-failed', 'the disk is full'));
    const { memory } = lab.refreshing;
    let isFull = true;
    const fullOnce: Refreshing['memory'] = {
      ...memory,
      changeUsers: (changes) => {
        const written = isFull ? full : memory.changeUsers(changes);
        isFull = false;
        return written;
      },
    };
    const before = memory.position('user');
    const followUsers: typeof lab.tenant.followUsers = async (since, show, until) => {
      show([]);
      return await lab.tenant.followUsers(since, show, until);
    };
    const { users } = await lab.refresh({ memory: fullOnce, tenant: { ...lab.tenant, followUsers } });
    expect([users, memory.position('user')]).toEqual([{ problem: full.problem, fullRead: null }, before]);
  });

  test('a memory that cannot be begun anew', async () => {
    const lab = followedTenant();
    const full = fail(problem('data.write-failed', 'the disk is full'));
    const { users, groups } = await lab.refresh({ memory: { ...lab.refreshing.memory, beginAnew: () => full } });
    expect([users.problem, groups.problem]).toEqual([full.problem, full.problem]);
    expect([lab.asked(), lab.ids()]).toEqual([[], []]);
  });
});

describe('R14: for ten minutes', () => {
  const cityOf = (lab: Followed, id: string) => lab.user(id)?.values.city;
  const write = (lab: Followed, id: string, values: { readonly city: string }) =>
    lab.settle(lab.tenant.updateUser(tenantObjectIdSchema.parse(id), values, signal));

  test.each([true, false])(
    'what the agent wrote stands, although the tenant does not tell it yet (echoes: %s)',
    async (deltaEchoes) => {
      const lab = followedTenant({ replicationLagMs: minuteMs, deltaEchoes });
      await lab.refresh();
      await write(lab, employee.id, { city: 'Cork' });
      await lab.refresh();
      expect(cityOf(lab, employee.id)).toBe('Cork');
      await lab.restFor(12, 1);
      expect(cityOf(lab, employee.id)).toBe('Cork');
    },
  );

  test('what somebody else writes after the tenant has shown what the agent wrote is seen at once', async () => {
    const lab = followedTenant();
    await lab.refresh();
    await lab.restFor(11, 1);
    const id = tenantObjectIdSchema.parse(employee.id);
    const before = { city: lab.user(id)?.values.city ?? null };
    await lab.settle(lab.tenant.updateUser(id, { city: 'Cork' }, signal, before));
    await lab.refresh();
    putByHand(lab, employee.id, { city: 'Bonn' });
    await lab.restFor(2, 1);
    expect(cityOf(lab, employee.id)).toBe('Bonn');
    await lab.restFor(2, 1);
    expect(cityOf(lab, employee.id)).toBe('Bonn');
  });

  test('what somebody else changed in that time is seen after it, although it was told before', async () => {
    const lab = followedTenant();
    await lab.refresh();
    await lab.restFor(11, 1);
    await write(lab, employee.id, { city: 'Cork' });
    await lab.refresh();
    putByHand(lab, employee.id, { city: 'Ulm' });
    for (let minutes = 0; minutes < 8; minutes += 2) {
      await lab.restFor(2, 1);
      expect(cityOf(lab, employee.id)).toBe('Cork');
    }
    lab.clock.advance(2 * minuteMs + 1_000);
    await lab.refresh();
    expect(cityOf(lab, employee.id)).toBe('Ulm');
  });

  test('R28: whoever the agent took over carries its anchor, although the tenant does not tell it yet', async () => {
    const lab = followedTenant({ replicationLagMs: minuteMs });
    await lab.refresh();
    const id = tenantObjectIdSchema.parse(employee.id);
    await lab.settle(lab.tenant.takeOverUser(id, anchorFor('ada'), { city: 'Cork' }, signal));
    await lab.refresh();
    expect(lab.user(id)).toMatchObject({ anchor: anchorFor('ada'), values: { city: 'Cork' } });
    await lab.restFor(12, 1);
    expect(lab.user(id)).toMatchObject({ anchor: anchorFor('ada'), values: { city: 'Cork' } });
  });

  test('whoever the agent created is there, and whoever it deleted is not, as is with members of its groups', async () => {
    const lab = followedTenant({ replicationLagMs: minuteMs });
    await lab.refresh();
    const values = {
      accountEnabled: true,
      displayName: 'Ada',
      mailNickname: 'ada',
      userPrincipalName: 'ada@contoso.test',
    };
    const ada = await lab.settle(lab.tenant.createUser(anchorFor('ada'), values, signal));
    const group = { displayName: 'staff', mailNickname: 'staff', mailEnabled: false, securityEnabled: true };
    const staff = await lab.settle(lab.tenant.createGroup(objectGuidFor('staff'), group, signal));
    if (!ada.ok || !staff.ok) throw new Error('neither could be created');
    lab.clock.advance(2 * minuteMs);
    await lab.settle(lab.tenant.addMember(staff.value, ada.value, signal));
    await lab.settle(lab.tenant.deleteUser(tenantObjectIdSchema.parse(employee.id), signal));
    const expectIt = (members: readonly TenantObjectId[]) => {
      expect(lab.user(ada.value)).toMatchObject({ anchor: anchorFor('ada'), values: { displayName: 'Ada' } });
      expect([lab.user(employee.id), lab.members()]).toEqual([undefined, members]);
    };
    await lab.refresh();
    expectIt([ada.value]);
    await lab.restFor(12, 1);
    expectIt([ada.value]);
  });
});
