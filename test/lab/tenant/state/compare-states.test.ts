import { afterAll, beforeAll, expect, test } from 'vitest';
import { seed } from '../seed.ts';
import { startTenantForTests, type TenantForTests } from '../testing/tenant-for-tests.ts';
import { usersOf } from '../testing/users-for-tests.ts';
import { compareStates } from './compare-states.ts';
import { roleTemplateIds } from './directory-roles.ts';

let lab: TenantForTests;
const { createUser, patch } = usersOf(() => lab);

beforeAll(async () => {
  lab = await startTenantForTests();
  await lab.lab.setKnobs({ enforcesPermissions: false });
});
afterAll(() => lab.stop());

/** What has come of `act`. */
async function changesBy(act: () => Promise<unknown>) {
  const before = await lab.lab.state();
  await act();
  return compareStates(before, await lab.lab.state());
}

test('a tenant to which nothing happened is the same, also when its state comes from a file', async () => {
  expect(await changesBy(async () => undefined)).toEqual([]);
  const state = await lab.lab.state();
  expect(compareStates(JSON.parse(JSON.stringify(state)), state)).toEqual([]);
});

test('an object comes, changes with before and after, and goes to the deleted items', async () => {
  const userPrincipalName = 'ann@contoso.test';
  let id = '';
  const created = await changesBy(async () => {
    id = await createUser({ userPrincipalName, jobTitle: 'Engineer' });
  });
  expect(created).toEqual([{ kind: 'added', what: 'user', name: userPrincipalName }]);

  const changed = await changesBy(() => patch(id, { jobTitle: 'Head', city: 'Berlin' }));
  expect(changed).toEqual([
    {
      kind: 'changed',
      what: 'user',
      name: userPrincipalName,
      properties: { jobTitle: { before: 'Engineer', after: 'Head' }, city: { before: null, after: 'Berlin' } },
    },
  ]);

  const deleted = await changesBy(() => lab.graph(`/v1.0/users/${id}`, { method: 'DELETE' }));
  expect(deleted.map(({ kind, what }) => [kind, what])).toEqual([
    ['removed', 'user'],
    ['added', 'deleted item'],
  ]);
});

test('one member more is one difference, by its name', async () => {
  const { applicationAdministrator, globalAdministrator } = roleTemplateIds;
  const { roleAdministrator } = seed.people;
  const changes = await changesBy(() =>
    lab.lab.setDirectoryRole(globalAdministrator, [seed.administrator.id, roleAdministrator.id]),
  );
  expect(changes).toEqual([
    { kind: 'added', what: 'member', name: `${roleAdministrator.userPrincipalName} of Global Administrator` },
  ]);
  const emptied = await changesBy(() => lab.lab.setDirectoryRole(applicationAdministrator, []));
  expect(emptied).toEqual([{ kind: 'removed', what: 'member', name: expect.stringContaining('of Application Admin') }]);
});

test('permissions, verified domains and what only a person at the lab changes are seen', async () => {
  const granted = await changesBy(() => lab.lab.grantRoles(seed.application.appId, []));
  expect(granted).toMatchObject([{ what: 'sign-in', properties: { roles: { after: [] } } }]);
  const switched = await changesBy(() => lab.lab.changeOrganization({ onPremisesSyncEnabled: true }));
  expect(switched).toMatchObject([
    { what: 'organization', name: 'Contoso', properties: { onPremisesSyncEnabled: { before: null, after: true } } },
  ]);
});
