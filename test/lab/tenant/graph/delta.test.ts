/** Delta queries tell what changed as the documentation of Microsoft Graph v1.0 says. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { seededUsers } from '../state/seed-people.ts';
import { deltaOf } from '../testing/delta-for-tests.ts';
import { addressOf, groupsOf, unified } from '../testing/groups-for-tests.ts';
import { startTenantForTests, type TenantForTests } from '../testing/tenant-for-tests.ts';
import { usersOf } from '../testing/users-for-tests.ts';

let lab: TenantForTests;
const { createUser, patch } = usersOf(() => lab);
const { createGroup, addMember } = groupsOf(() => lab);
const { follow, ask } = deltaOf(() => lab);

beforeAll(async () => {
  lab = await startTenantForTests();
});
afterEach(() => lab.lab.resetKnobs());
afterAll(() => lab.stop());

const dayMs = 24 * 60 * 60 * 1000;
const remove = (path: string) => lab.graph(`/v1.0/${path}`, { method: 'DELETE' });
const latest = async (set: string, query = '') => (await follow(`/v1.0/${set}/delta?$deltatoken=latest${query}`)).link;

describe('learn.microsoft.com/graph/api/user-delta', () => {
  test('everything first, then only what changed, then nothing', async () => {
    const [one, two] = [await createUser({ displayName: 'One' }), await createUser({ displayName: 'Two' })];
    const first = await follow('/v1.0/users/delta?$select=displayName');
    expect(first.entries).toContainEqual({ id: one, displayName: 'One' });
    expect(first.entries).toHaveLength(lab.tenant.state.users.count());
    await patch(two, { displayName: 'Changed' });
    const three = await createUser({ displayName: 'Three' });
    const second = await follow(first.link);
    expect(second.entries).toEqual([
      { id: two, displayName: 'Changed' },
      { id: three, displayName: 'Three' },
    ]);
    expect((await follow(second.link)).entries).toEqual([]);
    expect((await follow(first.link)).entries).toEqual(second.entries);
  });

  test('$deltatoken=latest starts now, under any of its spellings', async () => {
    for (const address of [
      'delta?$deltatoken=latest',
      'delta?$deltaToken=latest',
      'microsoft.graph.delta?$deltatoken=latest',
    ]) {
      const start = await follow(`/v1.0/users/${address}`);
      expect(start.entries).toEqual([]);
      const id = await createUser();
      expect((await follow(start.link)).entries).toMatchObject([{ id }]);
    }
  });

  test('a deleted user has changed, a purged one is deleted, a restored one is there again', async () => {
    const id = await createUser();
    const start = await latest('users');
    await remove(`users/${id}`);
    const afterDelete = await follow(start);
    expect(afterDelete.entries).toEqual([{ id, '@removed': { reason: 'changed' } }]);
    await lab.graph(`/v1.0/directory/deletedItems/${id}/restore`, { method: 'POST' });
    const afterRestore = await follow(afterDelete.link);
    expect(afterRestore.entries).toMatchObject([{ id, displayName: 'Adele Vance' }]);
    await remove(`users/${id}`);
    await remove(`directory/deletedItems/${id}`);
    expect((await follow(afterRestore.link)).entries).toEqual([{ id, '@removed': { reason: 'deleted' } }]);
  });

  test('comes in pages of the size that is preferred, and repeats what changed meanwhile', async () => {
    const fresh = await startTenantForTests();
    try {
      const pages = deltaOf(() => fresh);
      for (let index = 0; index < 10; index += 1) {
        fresh.tenant.state.users.put({ id: `u${index}`, userPrincipalName: `u${index}@contoso.test` });
      }
      const first = await pages.ask('/v1.0/users/delta?$select=id');
      expect(first.json).toMatchObject({ value: { length: 10 + seededUsers.length } });
      const prefer = { prefer: 'odata.maxpagesize=4' };
      const round = await pages.follow('/v1.0/users/delta?$select=id', prefer);
      expect(round).toMatchObject({ pageCount: 4, entries: { length: 10 + seededUsers.length } });
      expect(new Set(round.entries.map(({ id }) => id)).size).toBe(10 + seededUsers.length);
      const begun = (await pages.ask('/v1.0/users/delta?$select=jobTitle', prefer)).json as {
        readonly '@odata.nextLink': string;
      };
      const listed = fresh.tenant.state.users.get('u0') ?? { id: 'u0' };
      fresh.tenant.state.users.put({ ...listed, jobTitle: 'changed meanwhile' });
      const ended = await pages.follow(begun['@odata.nextLink'], prefer);
      expect(ended.entries).toHaveLength(10 + seededUsers.length - 4);
      expect((await pages.follow(ended.link)).entries).toEqual([{ id: 'u0', jobTitle: 'changed meanwhile' }]);
    } finally {
      await fresh.stop();
    }
  });

  test('manager@delta is told when the manager is selected', async () => {
    const [user, boss] = [await createUser(), await createUser()];
    const start = await latest('users', '&$select=displayName,manager');
    const body = { '@odata.id': addressOf(boss) };
    await lab.graph(`/v1.0/users/${user}/manager/$ref`, { method: 'PUT', body });
    const set = await follow(start);
    expect(set.entries).toEqual([
      {
        id: user,
        displayName: 'Adele Vance',
        'manager@delta': [{ '@odata.type': '#microsoft.graph.user', id: boss }],
      },
    ]);
    await remove(`users/${user}/manager/$ref`);
    expect((await follow(set.link)).entries[0]?.['manager@delta']).toEqual([
      { '@odata.type': '#microsoft.graph.user', id: boss, '@removed': { reason: 'deleted' } },
    ]);
  });

  test('can follow a few users by their ids', async () => {
    const [one, two] = [await createUser(), await createUser()];
    const filter = encodeURIComponent(`id eq '${one}' or id eq '${one.toUpperCase()}'`);
    const start = await follow(`/v1.0/users/delta?$select=id&$filter=${filter}`);
    expect(start.entries).toEqual([{ id: one }]);
    await patch(one, { jobTitle: 'x' });
    await patch(two, { jobTitle: 'x' });
    expect((await follow(start.link)).entries).toEqual([{ id: one }]);
    const other = encodeURIComponent("displayName eq 'x'");
    expect((await ask(`/v1.0/users/delta?$filter=${other}`)).status).toBe(400);
  });

  test.each(['$top=5', '$orderby=displayName', '$expand=manager', '$search="displayName:x"', '$select=colour'])(
    '%s is refused',
    async (query) => {
      expect((await ask(`/v1.0/users/delta?${query}`)).status).toBe(400);
    },
  );
});

describe('learn.microsoft.com/graph/api/group-delta', () => {
  test('members come with their groups, and later only those that came or went', async () => {
    const [user, other] = [await createUser(), await createUser()];
    const group = await createGroup({ 'members@odata.bind': [addressOf(user)] });
    const first = await follow('/v1.0/groups/delta?$select=displayName,members');
    expect(first.entries.find(({ id }) => id === group)?.['members@delta']).toEqual([
      { '@odata.type': '#microsoft.graph.user', id: user },
    ]);
    await addMember(group, other);
    await remove(`groups/${group}/members/${user}/$ref`);
    const second = await follow(first.link);
    expect(second.entries).toEqual([
      {
        id: group,
        displayName: expect.any(String),
        'members@delta': [
          { '@odata.type': '#microsoft.graph.user', id: other },
          { '@odata.type': '#microsoft.graph.user', id: user, '@removed': { reason: 'deleted' } },
        ],
      },
    ]);
    await patch(user, { jobTitle: 'x' });
    expect((await follow(second.link)).entries).toEqual([]);
  });

  test('members are told unless only other things are selected', async () => {
    const [user, group] = [await createUser(), await createGroup()];
    const [all, few] = [await latest('groups'), await latest('groups', '&$select=displayName')];
    await addMember(group, user);
    expect((await follow(all)).entries[0]).toHaveProperty('members@delta');
    expect((await follow(few)).entries[0]).not.toHaveProperty('members@delta');
  });

  test('who is deleted leaves the group, who is restored comes back', async () => {
    const [user, group] = [await createUser(), await createGroup()];
    await addMember(group, user);
    const start = await latest('groups');
    await remove(`users/${user}`);
    const gone = await follow(start);
    expect(gone.entries[0]?.['members@delta']).toMatchObject([{ id: user, '@removed': { reason: 'deleted' } }]);
    await lab.graph(`/v1.0/directory/deletedItems/${user}/restore`, { method: 'POST' });
    expect((await follow(gone.link)).entries[0]?.['members@delta']).toEqual([
      { '@odata.type': '#microsoft.graph.user', id: user },
    ]);
  });

  test('a security group is deleted, a Microsoft 365 group has changed', async () => {
    const [security, office] = [await createGroup(), await createGroup(unified)];
    const start = await latest('groups');
    await remove(`groups/${security}`);
    await remove(`groups/${office}`);
    expect((await follow(start)).entries).toEqual([
      { id: security, '@removed': { reason: 'deleted' } },
      { id: office, '@removed': { reason: 'changed' } },
    ]);
  });

  test('a large group comes in several parts, each with the group itself', async () => {
    const { directory } = lab.tenant.state;
    const group = await createGroup();
    const start = await latest('groups');
    for (let index = 0; index < 2500; index += 1) {
      const id = `large-${index}`;
      directory.sets.user.put({ id, userPrincipalName: `${id}@contoso.test` });
      directory.members.add(group, id);
    }
    for (const link of ['/v1.0/groups/delta?$select=members', start]) {
      const parts = (await follow(link)).entries.filter(({ id }) => id === group);
      expect(parts.map((part) => part['members@delta']?.length)).toEqual([1000, 1000, 500]);
      const ids = parts.flatMap((part) => part['members@delta'] ?? []).map(({ id }) => id);
      expect(new Set(ids).size).toBe(2500);
    }
  });
});

describe('learn.microsoft.com/graph/api/orgcontact-delta', () => {
  test('tells of contacts', async () => {
    const start = await latest('contacts');
    const [id] = await lab.lab.putObjects([{ kind: 'contact', values: { displayName: 'Outside' } }]);
    expect((await follow(start)).entries).toMatchObject([{ id, displayName: 'Outside' }]);
  });
});

describe('learn.microsoft.com/graph/delta-query-overview', () => {
  test('a token lives for seven days of the tenant’s time, then the client is sent back to the start', async () => {
    const start = await latest('users');
    await lab.lab.advanceClock(7 * dayMs - 60_000);
    expect((await ask(start)).status).toBe(200);
    await lab.lab.advanceClock(120_000);
    const gone = await ask(start);
    expect(gone).toMatchObject({ status: 410, json: { error: { code: 'resyncRequired' } } });
    const restart = String(gone.headers.location);
    expect(restart).toBe(`${lab.tenant.origin}/v1.0/users/delta?$deltatoken=`);
    expect((await follow(restart)).entries).toHaveLength(lab.tenant.state.users.count());
  });

  test('the lab can expire every token, and a made-up one is unknown', async () => {
    const start = await latest('users');
    await lab.lab.expireDeltaTokens();
    expect((await ask(start)).status).toBe(410);
    const unknown = await ask('/v1.0/users/delta?$deltatoken=made-up');
    expect(unknown).toMatchObject({ status: 400, json: { error: { code: 'syncStateNotFound' } } });
    const ofGroups = (await latest('groups')).replace('/groups/', '/users/');
    expect((await ask(ofGroups)).status).toBe(400);
  });

  test('what was told may be told again', async () => {
    const [one, two, three] = [await createUser(), await createUser(), await createUser()];
    const start = await latest('users', '&$select=id');
    await patch(three, { jobTitle: 'x' });
    await lab.lab.setKnobs({ deltaReplays: 2 });
    // The third changed after the token, so that the two before it are repeated.
    expect((await follow(start)).entries).toEqual([{ id: one }, { id: two }, { id: three }]);
  });

  test('reading it needs the permission to read the objects', async () => {
    const headers = { authorization: `Bearer ${await lab.tokenWithRoles(['User.Read.All'])}` };
    expect((await lab.graph('/v1.0/users/delta', { headers })).status).toBe(200);
    expect((await lab.graph('/v1.0/groups/delta', { headers })).status).toBe(403);
    expect((await lab.graph('/v1.0/contacts/delta', { headers })).status).toBe(403);
  });
});
