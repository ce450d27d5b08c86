import { expect, test } from 'vitest';
import { directorySeed } from '../lab/directory/seed/directory-seed.ts';
import type { ExpectedSides } from '../lab/expected-tenant.ts';
import { expectHeld, expectTenantUser } from '../lab/expected-tenant.ts';
import { compareHeld, compareTenant } from './compare-sides.ts';

const { users } = directorySeed('default');
const [anna, juergen] = users.slice(0, 2).map((seedUser, index) => ({
  seedUser,
  tenantUser: expectTenantUser(seedUser, Buffer.alloc(16, index + 1)),
}));
if (anna === undefined || juergen === undefined) throw new Error('The seed is empty.');
const held = expectHeld(users).map((each, index) => ({ ...each, objectGuid: `guid-${index}` }));
const expected: ExpectedSides = { arriving: [anna, juergen], held };

const inTenant = (user: object) => ({ id: 'some-id', userPrincipalName: 'x@contoso.test', ...user });
const bothUsers = [inTenant(anna.tenantUser), inTenant(juergen.tenantUser)];
const heldGuids = held.map(({ objectGuid }) => objectGuid);

test('a tenant as the seed says has no differences, whatever else lives there', () => {
  const bystander = inTenant({ userPrincipalName: 'admin@contoso.test' });
  expect(compareTenant(expected, [...bothUsers, bystander])).toStrictEqual([]);
});

test('who is missing, who differs and who is too many is named', () => {
  const changed = inTenant({ ...juergen.tenantUser, jobTitle: 'Somebody else' });
  const stranger = inTenant({ userPrincipalName: 'stranger@contoso.test', onPremisesImmutableId: 'c3RyYW5nZXI=' });
  expect(compareTenant(expected, [changed, stranger])).toStrictEqual([
    'anna.schmidt@contoso.test is missing',
    `juergen.mueller@contoso.test: jobTitle is Somebody else, not ${juergen.tenantUser.jobTitle}`,
    'stranger@contoso.test should not be there',
  ]);
});

test('everybody who must be held is', () => {
  expect(held.length).toBeGreaterThan(0);
  expect(compareHeld(expected, heldGuids)).toStrictEqual([]);
});

test('who is not held and who is held for nothing is named', () => {
  const [first] = held;
  expect(compareHeld(expected, [...heldGuids.slice(1), 'guid-of-somebody'])).toStrictEqual([
    `${first?.user.sAMAccountName} should be held: ${first?.reason}`,
    'guid-of-somebody should not be held',
  ]);
});
