/** Privileged people are not changed by just anybody. learn.microsoft.com/graph/api/resources/users: sensitive actions */
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { seed } from '../seed.ts';
import { roleTemplateIds } from '../state/directory-roles.ts';
import { addressOf, groupsOf } from '../testing/groups-for-tests.ts';
import { startTenantForTests, type TenantForTests } from '../testing/tenant-for-tests.ts';
import { expectRefusal, usersOf } from '../testing/users-for-tests.ts';

let lab: TenantForTests;
const { createUser, patch } = usersOf(() => lab);
const { newGroup } = groupsOf(() => lab);
const agent = seed.application.servicePrincipalId;

beforeAll(async () => {
  lab = await startTenantForTests();
});
afterEach(async () => {
  await lab.lab.resetKnobs();
  await lab.lab.setDirectoryRole(roleTemplateIds.userAdministrator, []);
  await lab.lab.setDirectoryRole(roleTemplateIds.privilegedAuthenticationAdministrator, []);
});
afterAll(() => lab.stop());

const denied = 'Insufficient privileges to complete the operation.';
const changes = {
  accountEnabled: false,
  businessPhones: ['+1'],
  mobilePhone: '+1',
  onPremisesImmutableId: 'x',
  otherMails: ['x@contoso.com'],
  userPrincipalName: 'y@contoso.test',
};
const remove = (id: string) => lab.graph(`/v1.0/users/${id}`, { method: 'DELETE' });

/** A group that carries roles; only the lab and the holders of a permission make one. */
async function assignableGroup(bindings: Readonly<Record<string, unknown>>): Promise<string> {
  const roles = ['Group.ReadWrite.All', 'RoleManagement.ReadWrite.Directory'];
  const headers = { authorization: `Bearer ${await lab.tokenWithRoles(roles)}` };
  const body = newGroup({ isAssignableToRole: true, ...bindings });
  const reply = await lab.graph('/v1.0/groups', { method: 'POST', headers, body });
  expect(reply.status, reply.text).toBe(201);
  return String((reply.json as { readonly id: string }).id);
}

describe('a user who holds a directory role', () => {
  test.each(Object.entries(changes))('%s is refused to an application without one', async (name, value) => {
    const reply = await patch(seed.administrator.id, { [name]: value });
    expectRefusal(reply, 403, 'Authorization_RequestDenied', denied);
  });

  test('other properties can be written, and nobody can delete', async () => {
    expect((await patch(seed.administrator.id, { jobTitle: 'Administrator' })).status).toBe(204);
    expectRefusal(await remove(seed.administrator.id), 403, 'Authorization_RequestDenied', denied);
  });

  test('User Administrator is not enough, Privileged Authentication Administrator is', async () => {
    const change = { mobilePhone: '+1 425 555 0100' };
    await lab.lab.setDirectoryRole(roleTemplateIds.userAdministrator, [agent]);
    expect((await patch(seed.administrator.id, change)).status).toBe(403);
    await lab.lab.setDirectoryRole(roleTemplateIds.privilegedAuthenticationAdministrator, [agent]);
    expect((await patch(seed.administrator.id, change)).status).toBe(204);
  });
});

describe('a member or owner of a role-assignable group', () => {
  test('is privileged too', async () => {
    const [member, owner] = [await createUser(), await createUser()];
    await assignableGroup({
      'members@odata.bind': [addressOf(member)],
      'owners@odata.bind': [addressOf(owner)],
    });
    expect((await patch(member, { accountEnabled: false })).status).toBe(403);
    expect((await patch(owner, { accountEnabled: false })).status).toBe(403);
  });

  test('and the group is written with a permission of its own', async () => {
    const [group, user] = [await assignableGroup({}), await createUser()];
    const body = { '@odata.id': addressOf(user) };
    expect((await lab.graph(`/v1.0/groups/${group}/members/$ref`, { method: 'POST', body })).status).toBe(403);
    expect((await lab.graph(`/v1.0/groups/${group}`, { method: 'PATCH', body: { description: 'x' } })).status).toBe(
      403,
    );
    expect((await lab.graph(`/v1.0/groups/${group}`, { method: 'DELETE' })).status).toBe(403);
  });
});

describe('an ordinary user', () => {
  test('is changed with the permission alone, but for the password', async () => {
    const id = await createUser();
    expect((await patch(id, { ...changes, userPrincipalName: 'ordinary@contoso.test' })).status).toBe(204);
    const roles = ['User-PasswordProfile.ReadWrite.All'];
    const headers = { authorization: `Bearer ${await lab.tokenWithRoles(roles)}` };
    const body = { passwordProfile: { password: 'Very-Str0ng-One' } };
    const change = { method: 'PATCH', headers, body } as const;
    expect((await lab.graph(`/v1.0/users/${id}`, change)).status).toBe(403);
    await lab.lab.setDirectoryRole(roleTemplateIds.userAdministrator, [agent]);
    expect((await lab.graph(`/v1.0/users/${id}`, change)).status).toBe(204);
  });

  test('in a strict tenant needs User Administrator for every sensitive change', async () => {
    await lab.lab.setKnobs({ sensitiveActions: 'all' });
    const id = await createUser();
    expect((await patch(id, { accountEnabled: false })).status).toBe(403);
    expect((await remove(id)).status).toBe(403);
    await lab.lab.setDirectoryRole(roleTemplateIds.userAdministrator, [agent]);
    expect((await patch(id, { accountEnabled: false })).status).toBe(204);
    expect((await remove(id)).status).toBe(204);
  });
});

test('without the rule the permission is enough for everybody', async () => {
  await lab.lab.setKnobs({ sensitiveActions: 'off' });
  expect((await patch(seed.administrator.id, { mobilePhone: '+1' })).status).toBe(204);
});
