/** Roles and who I am are told as the documentation of Microsoft Graph v1.0 says. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { seed } from '../seed.ts';
import { roleTemplateIds } from '../state/directory-roles.ts';
import { signInPerson } from '../testing/sign-in-person.ts';
import { type Ask, type Reply, startTenantForTests, type TenantForTests } from '../testing/tenant-for-tests.ts';
import { idOf, usersOf } from '../testing/users-for-tests.ts';

let lab: TenantForTests;
let headers: Readonly<Record<string, string>>;
const { createUser } = usersOf(() => lab);
const { globalAdministrator, userAdministrator } = roleTemplateIds;
const assignments = 'roleManagement/directory/roleAssignments';

beforeAll(async () => {
  lab = await startTenantForTests();
  const roles = ['RoleManagement.ReadWrite.Directory'];
  headers = { authorization: `Bearer ${await lab.tokenWithRoles(roles)}` };
});
afterAll(() => lab.stop());

const ask = (path: string, what: Ask = {}): Promise<Reply> => lab.graph(`/v1.0/${path}`, { ...what, headers });

describe('learn.microsoft.com/graph/api/directoryrole-list and directoryrole-list-members', () => {
  test('roles and their holders', async () => {
    const roles = await ask(`directoryRoles?$filter=roleTemplateId eq '${globalAdministrator}'`);
    expect(roles.json).toMatchObject({
      value: [{ displayName: 'Global Administrator', roleTemplateId: globalAdministrator }],
    });
    for (const path of [
      `directoryRoles/${globalAdministrator}`,
      `directoryRoles(roleTemplateId='${globalAdministrator}')`,
    ]) {
      const members = await ask(`${path}/members?$select=id`);
      expect(members.json).toMatchObject({
        value: [{ '@odata.type': '#microsoft.graph.user', id: seed.administrator.id }],
      });
    }
    expect((await ask('directoryRoles/nothing')).status).toBe(404);
  });

  test('need a permission of their own', async () => {
    const other = { authorization: `Bearer ${await lab.tokenWithRoles(['User.Read.All'])}` };
    expect((await lab.graph('/v1.0/directoryRoles', { headers: other })).status).toBe(403);
  });
});

describe('learn.microsoft.com/graph/api/rbacapplication-post-roleassignments', () => {
  test('assigns once, can be found by the holder, and is taken away', async () => {
    const principalId = await createUser();
    const body = {
      '@odata.type': '#microsoft.graph.unifiedRoleAssignment',
      roleDefinitionId: userAdministrator,
      principalId,
      directoryScopeId: '/',
    };
    const made = await ask(assignments, { method: 'POST', body });
    expect(made).toMatchObject({
      status: 201,
      json: { principalId, roleDefinitionId: userAdministrator, directoryScopeId: '/' },
    });
    expect((await ask(assignments, { method: 'POST', body })).status).toBe(400);
    const found = await ask(`${assignments}?$filter=principalId eq '${principalId}'`);
    expect(found.json).toMatchObject({ value: [{ id: idOf(made) }] });
    expect((await ask(`directoryRoles/${userAdministrator}/members?$select=id`)).text).toContain(principalId);
    expect((await ask(`${assignments}/${idOf(made)}`, { method: 'DELETE' })).status).toBe(204);
    expect((await ask(`${assignments}/${idOf(made)}`)).status).toBe(404);
  });

  test('an unknown role or holder is 404', async () => {
    const unknown = '87d349ed-44d7-43e1-9a83-5f2406dee5bd';
    const body = { roleDefinitionId: userAdministrator, principalId: unknown, directoryScopeId: '/' };
    expect((await ask(assignments, { method: 'POST', body })).status).toBe(404);
  });
});

describe('learn.microsoft.com/graph/api/user-get: /me', () => {
  const asPerson = (scopes: string) => signInPerson(lab, scopes);

  test('is the person, with the roles the person holds', async () => {
    const person = await asPerson('openid profile User.Read');
    const me = await lab.graph('/v1.0/me', { headers: person });
    expect(me.json).toMatchObject({
      id: seed.administrator.id,
      userPrincipalName: seed.administrator.userPrincipalName,
    });
    const path = '/v1.0/me/transitiveMemberOf/microsoft.graph.directoryRole?$select=roleTemplateId,displayName';
    const roles = await lab.graph(path, { headers: person });
    expect(roles.json).toMatchObject({
      value: [{ roleTemplateId: globalAdministrator, displayName: 'Global Administrator' }],
    });
    expect((await lab.graph('/v1.0/users', { headers: person })).status).toBe(403);
  });

  test('scopes are permissions', async () => {
    const person = await asPerson('User.Read User.Read.All');
    expect((await lab.graph('/v1.0/users', { headers: person })).status).toBe(200);
  });

  test('an application is nobody', async () => {
    expect(await lab.graph('/v1.0/me')).toMatchObject({
      status: 400,
      json: { error: { message: '/me request is only valid with delegated authentication flow.' } },
    });
  });
});
