/** A saved tenant is the same tenant when it is loaded again. */
import { expect, test } from 'vitest';
import { seed } from '../seed.ts';
import { addSignIn } from './add-sign-in.ts';
import { roleTemplateIds } from './directory-roles.ts';
import { seededServicePrincipals } from './seed-objects.ts';
import { newSigningKeyPem, seedSnapshot } from './seed-snapshot.ts';
import { snapshotSchema } from './snapshot.ts';
import { createTenantState, type TenantState } from './tenant-state.ts';

const signingKeyPem = newSigningKeyPem();

/** A tenant with something of everything in it. */
function livedIn(): TenantState {
  const state = createTenantState(seedSnapshot(signingKeyPem));
  const { directory } = state;
  for (const name of ['ann', 'bob', 'gone']) {
    state.users.put({
      id: name,
      userPrincipalName: `${name}@contoso.test`,
      onPremisesImmutableId: `anchor-of-${name}`,
      employeeOrgData: { division: 'Sales', costCenter: null },
    });
  }
  state.groups.put({ id: 'group', displayName: 'Group', uniqueName: 'key', groupTypes: ['Unified'] });
  state.contacts.put({ id: 'contact', displayName: 'Outside', phones: [{ number: '1', type: 'mobile' }] });
  for (const id of ['ann', 'contact', 'gone']) directory.members.add('group', id);
  directory.owners.add('group', 'bob');
  directory.managers.add('ann', 'gone');
  const user = state.users.get('gone') ?? { id: 'gone' };
  directory.softDelete('gone', { ...user, deletedDateTime: '2026-01-05T08:00:00Z' });
  const [application] = state.applications.all();
  state.extensions.add({
    id: 'extension',
    applicationId: application?.objectId ?? '',
    appDisplayName: 'Bridgehead',
    name: 'extension_x_mark',
    dataType: 'String',
    isMultiValued: false,
    targetObjects: ['User'],
  });
  return state;
}

const reloaded = (state: TenantState): TenantState =>
  createTenantState(snapshotSchema.parse(JSON.parse(JSON.stringify(state.snapshot()))));

test('everything in it is there again', () => {
  const state = livedIn();
  expect(reloaded(state).snapshot()).toEqual(state.snapshot());
});

test('what was deleted comes back with its links, and still holds its unique values', () => {
  const state = reloaded(livedIn());
  const { directory } = state;
  expect(state.users.conflictOf({ id: 'new', onPremisesImmutableId: 'anchor-of-gone' })).toBe('onPremisesImmutableId');
  expect(directory.members.targetsOf('group')).toEqual(['ann', 'contact']);
  directory.restore('gone', { id: 'gone', userPrincipalName: 'gone@contoso.test' });
  expect(directory.members.targetsOf('group')).toEqual(['ann', 'contact', 'gone']);
  expect(directory.managers.targetsOf('ann')).toEqual(['gone']);
});

test('a tenant saved before it had groups and roles is loaded with none and with the built-in ones', () => {
  const { version, organization, applications, users } = seedSnapshot(signingKeyPem);
  const old = snapshotSchema.parse({ version, organization, applications, users, signingKeyPem });
  const state = createTenantState(old);
  expect(state.groups.count()).toBe(0);
  expect(state.directory.sets.directoryRole.count()).toBeGreaterThan(5);
  expect(state.directory.sets.servicePrincipal.count()).toBe(seededServicePrincipals.length);
});

test('two tenants that lived the same life compare equal', () => {
  const { signingKeyPem: _one, ...left } = livedIn().snapshot();
  const { signingKeyPem: _two, ...right } = livedIn().snapshot();
  expect(left).toEqual(right);
});

test('a tenant saved before people could sign in gets them, and keeps what it had', () => {
  const now = seedSnapshot(signingKeyPem);
  const { setUpClient, administrator, people } = seed;
  const old = {
    ...now,
    applications: now.applications.filter(({ appId }) => appId !== setUpClient.appId),
    applicationObjects: now.applicationObjects.filter(({ id }) => id !== setUpClient.objectId),
    servicePrincipals: now.servicePrincipals.filter(({ id }) => id !== setUpClient.servicePrincipalId),
    users: now.users.filter(({ id }) => id === administrator.id).map((user) => ({ ...user, jobTitle: 'Kept' })),
    members: { links: now.members.links.slice(0, 1), suspended: [] },
  };
  const state = createTenantState(addSignIn(old));
  expect(state.users.get(administrator.id)).toMatchObject({ jobTitle: 'Kept' });
  expect(state.users.count()).toBe(now.users.length);
  expect(state.applications.find(setUpClient.appId)).toBeDefined();
  expect(state.directory.members.targetsOf(roleTemplateIds.hybridIdentityAdministrator)).toEqual([
    people.hybridAdministrator.id,
  ]);
  expect(addSignIn(now)).toBe(now);
});
