/** Holds the tenant against what the seed says must be in it, attribute by attribute. Nothing here comes from the product. */
import { readObjectGuids } from '../lab/directory/administer-directory.ts';
import { seedUsers } from '../lab/directory/seed/seed-users.ts';
import { expectTenantUsers } from '../lab/expected-tenant.ts';
import type { LabFacts } from '../lab/lab-facts.ts';
import type { LabState } from '../lab/tenant/lab-client.ts';

/** @returns a sentence for every difference; empty when the tenant is as it should be */
export async function compareTenant(lab: LabFacts, tenantUsers: LabState['users']): Promise<readonly string[]> {
  const expected = expectTenantUsers(seedUsers, await readObjectGuids(lab));
  const found = new Map(tenantUsers.map((user) => [user.onPremisesImmutableId, user]));
  const expectedAnchors = new Set<unknown>(expected.map((user) => user.onPremisesImmutableId));
  const unexpected = tenantUsers.filter(
    (user) => isSynchronised(user) && !expectedAnchors.has(user.onPremisesImmutableId),
  );
  return [
    ...expected.flatMap((user) => {
      const actual = found.get(user.onPremisesImmutableId);
      if (actual === undefined) return [`${user.userPrincipalName} is missing`];
      return Object.entries(user)
        .filter(([name, value]) => !isSame(value, actual[name]))
        .map(([name, value]) => `${user.userPrincipalName}: ${name} is ${actual[name]}, not ${value}`);
    }),
    ...unexpected.map((user) => `${user.userPrincipalName} should not be there`),
  ];
}

/** Whatever carries an anchor came, or claims to have come, from the directory. */
export function isSynchronised(user: LabState['users'][number]): boolean {
  return typeof user.onPremisesImmutableId === 'string';
}

/** The tenant keeps no trace of a property that was never set. */
function isSame(expected: unknown, actual: unknown): boolean {
  const isNothing = expected === null || (Array.isArray(expected) && expected.length === 0);
  if (isNothing && (actual === undefined || actual === null)) return true;
  return JSON.stringify(expected) === JSON.stringify(actual);
}
