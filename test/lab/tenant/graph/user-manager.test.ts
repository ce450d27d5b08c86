/** Managers are set, read and taken away as the documentation of Microsoft Graph v1.0 says. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addressOf, groupsOf } from '../testing/groups-for-tests.ts';
import { startTenantForTests, type TenantForTests } from '../testing/tenant-for-tests.ts';
import { expectRefusal, idOf, usersOf } from '../testing/users-for-tests.ts';

let lab: TenantForTests;
const { newUser, post, createUser } = usersOf(() => lab);
const { createGroup, addMember } = groupsOf(() => lab);

beforeAll(async () => {
  lab = await startTenantForTests();
});
afterAll(() => lab.stop());

const managerOf = (id: string) => lab.graph(`/v1.0/users/${id}/manager?$select=id,displayName`);
const setManager = (id: string, managerId: string) =>
  lab.graph(`/v1.0/users/${id}/manager/$ref`, { method: 'PUT', body: { '@odata.id': addressOf(managerId) } });
const clearManager = (id: string) => lab.graph(`/v1.0/users/${id}/manager/$ref`, { method: 'DELETE' });
const nobody = "Resource 'manager' does not exist or one of its queried reference-property objects are not present.";

describe('learn.microsoft.com/graph/api/user-post-manager, user-list-manager and user-delete-manager', () => {
  test('PUT sets, a second PUT replaces, DELETE clears', async () => {
    const [user, first, second] = [await createUser(), await createUser(), await createUser({ displayName: 'Boss' })];
    expectRefusal(await managerOf(user), 404, 'Request_ResourceNotFound', nobody);
    expect(await setManager(user, first)).toMatchObject({ status: 204, text: '' });
    expect((await setManager(user, second)).status).toBe(204);
    expect((await managerOf(user)).json).toEqual({
      '@odata.context': `${lab.tenant.origin}/v1.0/$metadata#directoryObjects(id,displayName)/$entity`,
      '@odata.type': '#microsoft.graph.user',
      id: second,
      displayName: 'Boss',
    });
    expect(await clearManager(user)).toMatchObject({ status: 204, text: '' });
    expectRefusal(await clearManager(user), 404, 'Request_ResourceNotFound', nobody);
  });

  test('a manager that nobody created is 404, a group is none', async () => {
    const user = await createUser();
    expect((await setManager(user, '87d349ed-44d7-43e1-9a83-5f2406dee5bd')).status).toBe(404);
    expect((await setManager(user, await createGroup())).status).toBe(400);
  });

  test('a contact can be a manager, and a user can be created with one', async () => {
    const [contact = ''] = await lab.lab.putObjects([{ kind: 'contact', values: { displayName: 'Outside' } }]);
    const reply = await post(newUser({ 'manager@odata.bind': addressOf(contact) }));
    expect(reply.status).toBe(201);
    expect((await managerOf(idOf(reply))).json).toMatchObject({ '@odata.type': '#microsoft.graph.orgContact' });
  });

  test('learn.microsoft.com/graph/api/user-list-directreports', async () => {
    const [boss, one, two] = [await createUser(), await createUser(), await createUser()];
    await setManager(one, boss);
    await setManager(two, boss);
    const reply = await lab.graph(`/v1.0/users/${boss}/directReports?$select=id`);
    expect(reply.json).toMatchObject({ value: [{ id: one }, { id: two }] });
  });

  test('writing a manager needs more than User.ReadUpdate.All', async () => {
    const [user, boss] = [await createUser(), await createUser()];
    const headers = { authorization: `Bearer ${await lab.tokenWithRoles(['User.ReadUpdate.All', 'User.Read.All'])}` };
    const body = { '@odata.id': addressOf(boss) };
    expect((await lab.graph(`/v1.0/users/${user}/manager/$ref`, { method: 'PUT', headers, body })).status).toBe(403);
  });
});

describe('learn.microsoft.com/graph/api/user-list-memberof and user-list-transitivememberof', () => {
  test('the groups that have the user, and the groups that have those', async () => {
    const [user, inner, outer] = [await createUser(), await createGroup(), await createGroup()];
    await addMember(inner, user);
    await addMember(outer, inner);
    await addMember(inner, outer);
    const ids = async (path: string) =>
      ((await lab.graph(path)).json as { value: readonly { id: string }[] }).value.map(({ id }) => id);
    expect(await ids(`/v1.0/users/${user}/memberOf?$select=id`)).toEqual([inner]);
    expect(await ids(`/v1.0/users/${user}/transitiveMemberOf?$select=id`)).toEqual([inner, outer]);
    expect(await ids(`/v1.0/users/${user}/transitiveMemberOf/microsoft.graph.directoryRole?$select=id`)).toEqual([]);
    expect(await ids(`/v1.0/groups/${inner}/memberOf/microsoft.graph.group?$select=id`)).toEqual([outer]);
  });
});

test('$expand=manager shows the manager inside the user, and nothing where there is none', async () => {
  const [user, boss] = [await createUser(), await createUser()];
  await setManager(user, boss);
  const reply = await lab.graph(`/v1.0/users/${user}?$select=id&$expand=manager($select=id)`);
  expect(reply.json).toEqual({
    '@odata.context': `${lab.tenant.origin}/v1.0/$metadata#users(id)/$entity`,
    id: user,
    manager: { '@odata.type': '#microsoft.graph.user', id: boss },
  });
  expect(await (await lab.graph(`/v1.0/users/${boss}?$expand=manager`)).json).not.toHaveProperty('manager');
  expect((await lab.graph('/v1.0/users?$expand=messages')).status).toBe(400);
});
