/** A person's token reaches as far as both reach: the scopes of the application and the directory roles of the person. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { seed } from '../seed.ts';
import { roleTemplateIds } from '../state/directory-roles.ts';
import { graphServicePrincipalId } from '../state/graph-app-roles.ts';
import { asPerson, publicClient, signInInteractively } from '../testing/msal-for-tests.ts';
import { type Ask, type Reply, startTenantForTests, type TenantForTests } from '../testing/tenant-for-tests.ts';

let lab: TenantForTests;
const tokens = new Map<string, string>();

const setUpScopes = [
  'User.Read',
  'Organization.Read.All',
  'Domain.Read.All',
  'Application.ReadWrite.All',
  'AppRoleAssignment.ReadWrite.All',
  'RoleManagement.Read.Directory',
];
const { administrator, people } = seed;
const everybody = [administrator, ...Object.values(people)].filter(({ id }) => id !== people.blockedEmployee.id);

beforeAll(async () => {
  lab = await startTenantForTests();
  const scopes = setUpScopes.map((name) => `${lab.tenant.origin}/${name}`);
  // The Global Administrator comes first and consents for everybody.
  for (const person of everybody) {
    const walk = asPerson(person.id, { everybody: 'yes' });
    const { accessToken } = await signInInteractively(publicClient(lab), lab, { scopes }, walk);
    tokens.set(person.id, accessToken);
  }
});
afterAll(() => lab.stop());

interface Person {
  readonly id: string;
  readonly userPrincipalName: string;
}

const graphAs = (person: Person, path: string, what: Ask = {}): Promise<Reply> =>
  lab.ask(`/v1.0/${path}`, { ...what, headers: { authorization: `Bearer ${tokens.get(person.id)}` } });

const createApplication = (person: Person): Promise<Reply> =>
  graphAs(person, 'applications', { method: 'POST', body: { displayName: `By ${person.userPrincipalName}` } });

async function principalBy(person: Person): Promise<string> {
  const application = await createApplication(person);
  const { appId } = application.json as { readonly appId: string };
  const principal = await graphAs(person, 'servicePrincipals', { method: 'POST', body: { appId } });
  expect(principal.status).toBe(201);
  return (principal.json as { readonly id: string }).id;
}

const grant = (person: Person, principalId: string): Promise<Reply> =>
  graphAs(person, `servicePrincipals/${principalId}/appRoleAssignments`, {
    method: 'POST',
    body: {
      principalId,
      resourceId: graphServicePrincipalId,
      appRoleId: '741f803b-c850-494e-b5df-cde7c675a1ca',
    },
  });

describe('registering an application', () => {
  test.each([administrator, people.applicationAdministrator, people.hybridAdministrator])(
    '$userPrincipalName may',
    async (person) => {
      const made = await createApplication(person);
      expect(made.status).toBe(201);
      const { id } = made.json as { readonly id: string };
      expect(lab.tenant.state.directory.owners.has(id, person.id)).toBe(true);
    },
  );

  test.each([people.roleAdministrator, people.employee])('$userPrincipalName may not', async (person) => {
    expect(await createApplication(person)).toMatchObject({
      status: 403,
      json: { error: { code: 'Authorization_RequestDenied' } },
    });
  });

  test('whoever owns an application may write it, without any role; others may not', async () => {
    const made = await createApplication(administrator);
    const { id } = made.json as { readonly id: string };
    const rename = () =>
      graphAs(people.employee, `applications/${id}`, { method: 'PATCH', body: { displayName: 'Renamed' } });
    expect((await rename()).status).toBe(403);
    lab.tenant.state.directory.owners.add(id, people.employee.id);
    expect((await rename()).status).toBe(204);
  });
});

describe('learn.microsoft.com/graph/api/application-delete-owners', () => {
  test('whoever registers an application owns it, can add somebody else and remove themselves', async () => {
    const { id, appId } = (await createApplication(people.hybridAdministrator)).json as {
      readonly id: string;
      readonly appId: string;
    };
    const list = async (): Promise<readonly string[]> => {
      const { json } = await graphAs(administrator, `applications(appId='${appId}')/owners?$select=id`);
      return (json as { readonly value: readonly { readonly id: string }[] }).value.map((owner) => owner.id);
    };
    expect(await list()).toEqual([people.hybridAdministrator.id]);
    const body = { '@odata.id': `https://graph.microsoft.com/v1.0/directoryObjects/${people.employee.id}` };
    const add = () => graphAs(people.hybridAdministrator, `applications/${id}/owners/$ref`, { method: 'POST', body });
    expect((await add()).status).toBe(204);
    expect(await add()).toMatchObject({ status: 400, json: { error: { code: 'Request_BadRequest' } } });
    const remove = () =>
      graphAs(people.hybridAdministrator, `applications/${id}/owners/${people.hybridAdministrator.id}/$ref`, {
        method: 'DELETE',
      });
    expect((await remove()).status).toBe(204);
    expect((await remove()).status).toBe(404);
    expect(await list()).toEqual([people.employee.id]);
  });

  test('a role cannot own an application, and nobody is added by a stranger', async () => {
    const { id } = (await createApplication(administrator)).json as { readonly id: string };
    const add = (person: Person, owner: string) =>
      graphAs(person, `applications/${id}/owners/$ref`, {
        method: 'POST',
        body: { '@odata.id': `https://graph.microsoft.com/v1.0/directoryObjects/${owner}` },
      });
    expect((await add(people.employee, people.employee.id)).status).toBe(403);
    expect((await add(administrator, roleTemplateIds.globalAdministrator)).status).toBe(400);
  });
});

describe('granting a permission of Graph to an application', () => {
  test.each([administrator, people.roleAdministrator])('$userPrincipalName may', async (person) => {
    const principalId = await principalBy(administrator);
    expect((await grant(person, principalId)).status).toBe(201);
  });

  test.each([people.applicationAdministrator, people.hybridAdministrator, people.employee])(
    '$userPrincipalName may not, whatever the scopes say',
    async (person) => {
      const principalId = await principalBy(administrator);
      expect((await grant(person, principalId)).status).toBe(403);
    },
  );
});

describe('everything else', () => {
  test('the scopes of the application bind a Global Administrator too', async () => {
    const body = { accountEnabled: false };
    const reply = await graphAs(administrator, `users/${people.employee.id}`, { method: 'PATCH', body });
    expect(reply.status).toBe(403);
  });

  test.each(['me', 'organization', 'domains', 'directoryRoles'])('an employee may read /%s', async (path) => {
    expect((await graphAs(people.employee, path)).status).toBe(200);
  });

  test.each([
    [administrator, ['Global Administrator']],
    [people.hybridAdministrator, ['Hybrid Identity Administrator']],
    [people.employee, []],
  ] as const)('$0.userPrincipalName can read which roles they hold', async (person, names) => {
    const path = 'me/transitiveMemberOf/microsoft.graph.directoryRole?$select=roleTemplateId,displayName';
    const { value } = (await graphAs(person, path)).json as { readonly value: readonly { displayName: string }[] };
    expect(value.map(({ displayName }) => displayName)).toEqual(names);
  });
});
