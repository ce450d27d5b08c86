/** Deleted users and groups wait, come back and are purged as the documentation of Microsoft Graph v1.0 says. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addressOf, groupsOf, unified } from '../testing/groups-for-tests.ts';
import { startTenantForTests, type TenantForTests } from '../testing/tenant-for-tests.ts';
import { expectRefusal, usersOf } from '../testing/users-for-tests.ts';

let lab: TenantForTests;
const { newUser, post, createUser, patch, read } = usersOf(() => lab);
const { createGroup, memberIds, addMember } = groupsOf(() => lab);

beforeAll(async () => {
  lab = await startTenantForTests();
});
afterAll(() => lab.stop());

const dayMs = 24 * 60 * 60 * 1000;
const remove = (id: string) => lab.graph(`/v1.0/users/${id}`, { method: 'DELETE' });
const deleted = (id: string) => lab.graph(`/v1.0/directory/deletedItems/${id}`);
const restore = (id: string, body?: unknown) =>
  lab.graph(`/v1.0/directory/deletedItems/${id}/restore`, { method: 'POST', body });
const purge = (id: string) => lab.graph(`/v1.0/directory/deletedItems/${id}`, { method: 'DELETE' });

describe('learn.microsoft.com/graph/api/user-delete', () => {
  test('moves the user to the deleted items, its object id before its sign-in name', async () => {
    const id = await createUser({ userPrincipalName: 'gone@contoso.test' });
    expect(await remove(id)).toMatchObject({ status: 204, text: '' });
    expect((await lab.graph(`/v1.0/users/${id}`)).status).toBe(404);
    expect((await lab.graph("/v1.0/users?$filter=userPrincipalName eq 'gone@contoso.test'")).json).toMatchObject({
      value: [],
    });
    expect((await deleted(id)).json).toMatchObject({
      '@odata.type': '#microsoft.graph.user',
      id,
      userPrincipalName: `${id.replaceAll('-', '')}gone@contoso.test`,
    });
    expect((await patch(id, { jobTitle: 'x' })).status).toBe(404);
    expect((await remove(id)).status).toBe(404);
  });

  test('Directory.ReadWrite.All does not delete, User.DeleteRestore.All does', async () => {
    const id = await createUser();
    const removeAs = async (role: string) => {
      const headers = { authorization: `Bearer ${await lab.tokenWithRoles([role])}` };
      return (await lab.graph(`/v1.0/users/${id}`, { method: 'DELETE', headers })).status;
    };
    expect(await removeAs('Directory.ReadWrite.All')).toBe(403);
    expect(await removeAs('User.DeleteRestore.All')).toBe(204);
  });

  test('frees the sign-in name, but neither the immutable id nor the addresses', async () => {
    const values = {
      userPrincipalName: 'reused@contoso.test',
      onPremisesImmutableId: 'held-anchor',
      mail: 'held@contoso.com',
    };
    await remove(await createUser(values));
    await createUser({ userPrincipalName: 'reused@contoso.test' });
    for (const [name, target] of [
      ['onPremisesImmutableId', 'onPremisesImmutableId'],
      ['mail', 'proxyAddresses'],
    ] as const) {
      const message = `Another object with the same value for property ${target} already exists.`;
      const reply = await post(newUser({ [name]: values[name] }));
      expectRefusal(reply, 400, 'Request_BadRequest', message, target);
    }
  });
});

describe('learn.microsoft.com/graph/api/directory-deleteditems-list', () => {
  test('lists by type, and finds by the immutable id', async () => {
    const user = await createUser({ onPremisesImmutableId: 'find-me' });
    const group = await createGroup(unified);
    await remove(user);
    await lab.graph(`/v1.0/groups/${group}`, { method: 'DELETE' });
    const users = await lab.graph('/v1.0/directory/deletedItems/microsoft.graph.user?$select=id&$top=999');
    expect(users.text).toContain(user);
    expect(users.text).not.toContain(group);
    const groups = await lab.graph('/v1.0/directory/deletedItems/microsoft.graph.group?$select=id');
    expect(groups.json).toMatchObject({ value: [{ id: group }] });
    const filter = encodeURIComponent("onPremisesImmutableId eq 'find-me'");
    const found = await lab.graph(`/v1.0/directory/deletedItems/microsoft.graph.user?$select=id&$filter=${filter}`);
    expect(found.json).toMatchObject({ value: [{ id: user }] });
  });
});

describe('learn.microsoft.com/graph/api/directory-deleteditems-restore', () => {
  test('answers the object, with its sign-in name, its groups and its manager', async () => {
    const [user, boss] = [await createUser({ userPrincipalName: 'back@contoso.test' }), await createUser()];
    const group = await createGroup();
    await addMember(group, user);
    const body = { '@odata.id': addressOf(boss) };
    await lab.graph(`/v1.0/users/${user}/manager/$ref`, { method: 'PUT', body });
    await remove(user);
    expect(await memberIds(group)).toEqual([]);
    const reply = await restore(user);
    expect(reply.status).toBe(200);
    expect(reply.json).toMatchObject({ '@odata.type': '#microsoft.graph.user', id: user });
    expect(await read(user, 'userPrincipalName,deletedDateTime')).toMatchObject({
      userPrincipalName: 'back@contoso.test',
      deletedDateTime: null,
    });
    expect(await memberIds(group)).toEqual([user]);
    expect((await lab.graph(`/v1.0/users/${user}/manager`)).json).toMatchObject({ id: boss });
    expect((await restore(user)).status).toBe(404);
  });

  test('who reports to a deleted user has no manager until it is back', async () => {
    const [user, boss] = [await createUser(), await createUser()];
    await lab.graph(`/v1.0/users/${user}/manager/$ref`, { method: 'PUT', body: { '@odata.id': addressOf(boss) } });
    await remove(boss);
    expect((await lab.graph(`/v1.0/users/${user}/manager`)).status).toBe(404);
    await restore(boss);
    expect((await lab.graph(`/v1.0/users/${user}/manager`)).status).toBe(200);
  });

  test('is refused while somebody else has the sign-in name, unless it gives another', async () => {
    const id = await createUser({ userPrincipalName: 'contested@contoso.test' });
    await remove(id);
    await createUser({ userPrincipalName: 'contested@contoso.test' });
    const message = 'Another object with the same value for property userPrincipalName already exists.';
    expectRefusal(await restore(id), 400, 'Request_BadRequest', message, 'userPrincipalName');
    expect((await restore(id, { newUserPrincipalName: 'uncontested@contoso.test' })).status).toBe(200);
    expect(await read(id, 'userPrincipalName')).toMatchObject({ userPrincipalName: 'uncontested@contoso.test' });
  });

  test('brings a Microsoft 365 group back with its members', async () => {
    const [user, group] = [await createUser(), await createGroup(unified)];
    await addMember(group, user);
    await lab.graph(`/v1.0/groups/${group}`, { method: 'DELETE' });
    expect((await restore(group)).status).toBe(200);
    expect(await memberIds(group)).toEqual([user]);
  });
});

describe('the end of a deleted object', () => {
  test('learn.microsoft.com/graph/api/directory-deleteditems-delete: purged by hand', async () => {
    const id = await createUser({ onPremisesImmutableId: 'purge-me' });
    expect((await purge(id)).status).toBe(404);
    await remove(id);
    expect(await purge(id)).toMatchObject({ status: 204, text: '' });
    expect((await deleted(id)).status).toBe(404);
    await createUser({ onPremisesImmutableId: 'purge-me' });
  });

  test('after thirty days of the tenant’s time, and not before', async () => {
    const id = await createUser({ onPremisesImmutableId: 'thirty-days' });
    await remove(id);
    await lab.lab.advanceClock(29 * dayMs);
    expect((await deleted(id)).status).toBe(200);
    await lab.lab.advanceClock(dayMs);
    expect((await deleted(id)).status).toBe(404);
    await createUser({ onPremisesImmutableId: 'thirty-days' });
  });
});
