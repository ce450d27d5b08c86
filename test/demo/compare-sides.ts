/** Holds what came of a run against what the seed says, attribute by attribute. Nothing here comes from the product. */

import type { ExpectedSides } from '../lab/expected-tenant.ts';
import type { LabState } from '../lab/tenant/lab-client.ts';

type TenantUsers = LabState['users'];

/** @returns a sentence for every difference; empty when the tenant is as it should be */
export function compareTenant({ arriving }: ExpectedSides, tenantUsers: TenantUsers): readonly string[] {
  const found = new Map(tenantUsers.map((user) => [user.onPremisesImmutableId, user]));
  const expectedAnchors = new Set<unknown>(arriving.map(({ tenantUser }) => tenantUser.onPremisesImmutableId));
  const unexpected = tenantUsers.filter(
    (user) => isSynchronised(user) && !expectedAnchors.has(user.onPremisesImmutableId),
  );
  return [
    ...arriving.flatMap(({ tenantUser }) => {
      const actual = found.get(tenantUser.onPremisesImmutableId);
      if (actual === undefined) return [`${tenantUser.userPrincipalName} is missing`];
      return Object.entries(tenantUser)
        .filter(([name, value]) => !isSame(value, actual[name]))
        .map(([name, value]) => `${tenantUser.userPrincipalName}: ${name} is ${actual[name]}, not ${value}`);
    }),
    ...unexpected.map((user) => `${user.userPrincipalName} should not be there`),
  ];
}

/** @returns a sentence for everybody who is held and should not be, or should be and is not */
export function compareHeld({ held }: ExpectedSides, heldGuids: readonly string[]): readonly string[] {
  const expected = new Set(held.map(({ objectGuid }) => objectGuid));
  const actual = new Set(heldGuids);
  return [
    ...held
      .filter(({ objectGuid }) => !actual.has(objectGuid))
      .map(({ user, reason }) => `${user.sAMAccountName} should be held: ${reason}`),
    ...heldGuids.filter((guid) => !expected.has(guid)).map((guid) => `${guid} should not be held`),
  ];
}

/** Whatever carries an anchor came, or claims to have come, from the directory. */
export function isSynchronised(user: TenantUsers[number]): boolean {
  return typeof user.onPremisesImmutableId === 'string';
}

/** The tenant keeps no trace of a property that was never set. */
export function isSame(expected: unknown, actual: unknown): boolean {
  const isNothing = expected === null || (Array.isArray(expected) && expected.length === 0);
  if (isNothing && (actual === undefined || actual === null)) return true;
  return JSON.stringify(expected) === JSON.stringify(actual);
}
