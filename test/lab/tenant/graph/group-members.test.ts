/** Members and owners come, are listed and go as the documentation of Microsoft Graph v1.0 says. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { seed } from '../seed.ts';
import { addressOf, groupsOf, unified } from '../testing/groups-for-tests.ts';
import { startTenantForTests, type TenantForTests } from '../testing/tenant-for-tests.ts';
import { expectRefusal, usersOf } from '../testing/users-for-tests.ts';

let lab: TenantForTests;
const { createUser } = usersOf(() => lab);
const { newGroup, post, createGroup, memberIds, addMember } = groupsOf(() => lab);

beforeAll(async () => {
  lab = await startTenantForTests();
});
afterAll(() => lab.stop());

const unknownId = '87d349ed-44d7-43e1-9a83-5f2406dee5bd';
const notThere = `Resource '${unknownId}' does not exist or one of its queried reference-property objects are not present.`;
const alreadyThere =
  "One or more added object references already exist for the following modified properties: 'members'.";
const invalid = "An invalid operation was included in the following modified references: 'members'.";
const bind = (ids: readonly string[]) => ({ 'members@odata.bind': ids.map(addressOf) });
const patch = (id: string, body: unknown) => lab.graph(`/v1.0/groups/${id}`, { method: 'PATCH', body });
const removeMember = (groupId: string, id: string) =>
  lab.graph(`/v1.0/groups/${groupId}/members/${id}/$ref`, { method: 'DELETE' });
const createUsers = async (count: number): Promise<readonly string[]> => {
  const ids: string[] = [];
  for (let index = 0; index < count; index += 1) ids.push(await createUser());
  return ids;
};

describe('learn.microsoft.com/graph/api/group-post-members', () => {
  test('$ref adds one member, and a second time is refused', async () => {
    const [group, user] = [await createGroup(), await createUser()];
    expect(await addMember(group, user)).toMatchObject({ status: 204, text: '' });
    expect(await memberIds(group)).toEqual([user]);
    expectRefusal(await addMember(group, user), 400, 'Request_BadRequest', alreadyThere);
  });

  test('a member can be named by several addresses', async () => {
    const group = await createGroup();
    const user = await createUser({ userPrincipalName: 'by.address@contoso.test' });
    const other = await createGroup();
    const addresses = [
      `${lab.tenant.origin}/v1.0/users/by.address%40contoso.test`,
      `https://graph.microsoft.com/v1.0/groups/${other}`,
      `https://graph.microsoft.com/v1.0/servicePrincipals('${seed.application.servicePrincipalId}')`,
    ];
    for (const address of addresses) {
      const body = { '@odata.id': address };
      expect((await lab.graph(`/v1.0/groups/${group}/members/$ref`, { method: 'POST', body })).status).toBe(204);
    }
    expect(await memberIds(group)).toEqual([user, other, seed.application.servicePrincipalId]);
  });

  test('a member that nobody created is answered 404', async () => {
    expectRefusal(await addMember(await createGroup(), unknownId), 404, 'Request_ResourceNotFound', notThere);
  });

  test.each([undefined, 17, 'nonsense', 'https://graph.microsoft.com/v1.0/printers/1'])(
    'the address %j is refused',
    async (address) => {
      const body = { '@odata.id': address };
      const reply = await lab.graph(`/v1.0/groups/${await createGroup()}/members/$ref`, { method: 'POST', body });
      expect(reply.status).toBe(400);
    },
  );

  test('PATCH brings up to 20 members, all or none', async () => {
    const group = await createGroup();
    const users = await createUsers(21);
    expect((await patch(group, bind(users))).status).toBe(400);
    expect(await patch(group, bind(users.slice(0, 20)))).toMatchObject({ status: 204 });
    expect(await memberIds(group)).toEqual(users.slice(0, 20));
    expectRefusal(await patch(group, bind(users.slice(19))), 400, 'Request_BadRequest', alreadyThere);
    expectRefusal(await patch(group, bind([...users.slice(20), unknownId])), 404, 'Request_ResourceNotFound', notThere);
    const twice = 'A conflicting object with one or more of the specified property values is present in the directory.';
    expectRefusal(await patch(group, bind([...users.slice(20), ...users.slice(20)])), 400, 'Request_BadRequest', twice);
    expect(await memberIds(group)).toHaveLength(20);
  });

  test('a group is created with up to 20 relationships', async () => {
    const users = await createUsers(2);
    const owners = { 'owners@odata.bind': [addressOf(users[0] ?? '')] };
    const group = await createGroup({ ...bind(users), ...owners });
    expect(await memberIds(group)).toEqual(users);
    expect((await lab.graph(`/v1.0/groups/${group}/owners?$select=id`)).json).toMatchObject({
      value: [{ id: users[0] }],
    });
    const many = Array.from({ length: 20 }, () => unknownId);
    expect((await post(newGroup({ ...bind(many), ...owners }))).json).toMatchObject({
      error: { message: 'The request contains more references than the 20 that are allowed.' },
    });
  });

  test('a Microsoft 365 group takes users only, a security group no Microsoft 365 group, none takes itself', async () => {
    const [security, office] = [await createGroup(), await createGroup(unified)];
    for (const [group, member] of [
      [office, security],
      [security, office],
      [security, security],
    ] as const) {
      expectRefusal(await addMember(group, member), 400, 'Request_BadRequest', invalid);
    }
  });

  test('groups may contain each other', async () => {
    const [first, second] = [await createGroup(), await createGroup()];
    expect((await addMember(first, second)).status).toBe(204);
    expect((await addMember(second, first)).status).toBe(204);
    const all = await lab.graph(`/v1.0/groups/${first}/transitiveMembers?$select=id`);
    expect(all.json).toMatchObject({ value: [{ id: second }] });
  });

  test('a group of Exchange or with a rule takes nobody', async () => {
    const user = await createUser();
    const [exchange, dynamic] = ['e1', 'e2'].map((part) => `${part}000000-0000-4000-8000-000000000001`);
    lab.tenant.state.groups.put({ id: exchange ?? '', mailEnabled: true, securityEnabled: true });
    const message = 'Cannot Update a mail-enabled security groups and or distribution list.';
    expectRefusal(await addMember(exchange ?? '', user), 400, 'Request_BadRequest', message);
    lab.tenant.state.groups.put({ id: dynamic ?? '', groupTypes: ['DynamicMembership'], securityEnabled: true });
    expect((await addMember(dynamic ?? '', user)).status).toBe(403);
  });
});

describe('learn.microsoft.com/graph/api/group-list-members', () => {
  test('members of every type say what they are', async () => {
    const group = await createGroup();
    const user = await createUser({ displayName: 'Anna' });
    const nested = await createGroup({ displayName: 'Nested' });
    await patch(group, bind([user, nested]));
    const reply = await lab.graph(`/v1.0/groups/${group}/members?$select=id,displayName,securityEnabled`);
    expect(reply.json).toEqual({
      '@odata.context': `${lab.tenant.origin}/v1.0/$metadata#directoryObjects(id,displayName,securityEnabled)`,
      value: [
        { '@odata.type': '#microsoft.graph.user', id: user, displayName: 'Anna' },
        { '@odata.type': '#microsoft.graph.group', id: nested, displayName: 'Nested', securityEnabled: true },
      ],
    });
    expect(reply.headers['x-ms-resource-unit']).toBe('2');
    const onlyUsers = await lab.graph(`/v1.0/groups/${group}/members/microsoft.graph.user?$select=id`);
    expect(onlyUsers.json).toMatchObject({ value: [{ id: user }] });
  });

  test('come in pages, and are counted when the index is asked', async () => {
    const group = await createGroup();
    const users = await createUsers(5);
    await patch(group, bind(users));
    const seen: string[] = [];
    let path = `/v1.0/groups/${group}/members?$select=id&$top=2`;
    for (let pages = 0; path !== '' && pages < 9; pages += 1) {
      const { json } = await lab.graph(path);
      const page = json as { readonly value: readonly { readonly id: string }[]; readonly '@odata.nextLink'?: string };
      seen.push(...page.value.map(({ id }) => id));
      path = page['@odata.nextLink']?.slice(lab.tenant.origin.length) ?? '';
    }
    expect(seen).toEqual(users);
    const headers = { consistencylevel: 'eventual' };
    const counted = await lab.graph(`/v1.0/groups/${group}/members?$count=true`, { headers });
    expect(counted.json).toMatchObject({ '@odata.count': 5 });
    expect(await lab.graph(`/v1.0/groups/${group}/members/$count`, { headers })).toMatchObject({ text: '5' });
    expect((await lab.graph(`/v1.0/groups/${group}/members/$count`)).status).toBe(400);
  });

  test('learn.microsoft.com/graph/api/group-list-transitivemembers: nested ones too, each once', async () => {
    const [outer, inner] = [await createGroup(), await createGroup()];
    const [both, deep] = await createUsers(2);
    await patch(outer, bind([inner, both ?? '']));
    await patch(inner, bind([both ?? '', deep ?? '']));
    const reply = await lab.graph(`/v1.0/groups/${outer}/transitiveMembers?$select=id`);
    expect(reply.json).toMatchObject({ value: [{ id: inner }, { id: both }, { id: deep }] });
    const users = await lab.graph(`/v1.0/groups/${outer}/transitiveMembers/microsoft.graph.user?$select=id`);
    expect(users.json).toMatchObject({ value: [{ id: both }, { id: deep }] });
  });
});

describe('learn.microsoft.com/graph/api/group-delete-members', () => {
  test('removes the link and not the member; a second time is 404', async () => {
    const [group, user] = [await createGroup(), await createUser()];
    await addMember(group, user);
    expect(await removeMember(group, user)).toMatchObject({ status: 204, text: '' });
    expect(await memberIds(group)).toEqual([]);
    expect((await lab.graph(`/v1.0/users/${user}`)).status).toBe(200);
    expect((await removeMember(group, user)).status).toBe(404);
  });

  test('without $ref the member itself is deleted', async () => {
    const [group, user] = [await createGroup(), await createUser()];
    await addMember(group, user);
    expect((await lab.graph(`/v1.0/groups/${group}/members/${user}`, { method: 'DELETE' })).status).toBe(204);
    expect((await lab.graph(`/v1.0/users/${user}`)).status).toBe(404);
  });
});

describe('learn.microsoft.com/graph/api/group-post-owners', () => {
  test('users and service principals own; the last one stays', async () => {
    const [group, user] = [await createGroup(), await createUser()];
    const add = (id: string) =>
      lab.graph(`/v1.0/groups/${group}/owners/$ref`, { method: 'POST', body: { '@odata.id': addressOf(id) } });
    const remove = (id: string) => lab.graph(`/v1.0/groups/${group}/owners/${id}/$ref`, { method: 'DELETE' });
    expect((await add(user)).status).toBe(204);
    expect((await add(seed.application.servicePrincipalId)).status).toBe(204);
    expect((await add(await createGroup())).status).toBe(400);
    expect((await remove(user)).status).toBe(204);
    const message = 'The group must have at least one owner, hence this owner cannot be removed.';
    expectRefusal(await remove(seed.application.servicePrincipalId), 400, 'Request_BadRequest', message);
  });
});

describe('learn.microsoft.com/graph/permissions-reference', () => {
  test.each([
    ['GroupMember.ReadWrite.All', 204],
    ['Group.ReadWrite.All', 204],
    ['Group.Read.All', 403],
    ['Group.Create', 403],
  ])('adding members with %s: %d', async (role, status) => {
    const [group, user] = [await createGroup(), await createUser()];
    const headers = { authorization: `Bearer ${await lab.tokenWithRoles([role])}` };
    const ref = { method: 'POST', headers, body: { '@odata.id': addressOf(user) } } as const;
    expect((await lab.graph(`/v1.0/groups/${group}/members/$ref`, ref)).status).toBe(status);
    const [another] = await createUsers(1);
    const bound = { method: 'PATCH', headers, body: bind([another ?? '']) } as const;
    expect((await lab.graph(`/v1.0/groups/${group}`, bound)).status).toBe(status);
  });
});
