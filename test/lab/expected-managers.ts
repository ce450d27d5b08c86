/** Whose manager the tenant must know once the directory has been synchronised, worked out from the seed alone. */
import type { SeedPlace } from './directory/seed/seed-place.ts';
import type { ExpectedSides } from './expected-tenant.ts';

/** Anchors of people by the anchors of those who report to them. Who reports to somebody held, or to himself, has no manager there. */
export function expectManagers({ arriving }: Pick<ExpectedSides, 'arriving'>): ReadonlyMap<string, string> {
  const anchors = new Map(
    arriving.map(({ seedUser, tenantUser }) => [placeText(seedUser), tenantUser.onPremisesImmutableId]),
  );
  return new Map(
    arriving.flatMap(({ seedUser: { manager }, tenantUser: { onPremisesImmutableId: anchor } }) => {
      const managerAnchor = manager && anchors.get(placeText(manager));
      return managerAnchor === undefined || managerAnchor === anchor ? [] : [[anchor, managerAnchor] as const];
    }),
  );
}

/** The same for the same place in the directory. */
export const placeText = ({ organizationalUnit, commonName }: SeedPlace) =>
  JSON.stringify([...organizationalUnit, commonName]);
