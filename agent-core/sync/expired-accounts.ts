/**
 * Accounts that have expired in the directory and may sign in to the tenant all the same (rule R24). Cloud Sync and Connect do not let
 * accountExpires decide about accountEnabled, and neither does this: whoever counted on that would lock people out who work in the cloud.
 * So nothing is changed, and every report says how many there are. No change of the directory tells that the time has come: where objects
 * are remembered, the time stands with the verdict on each, in an index, and what is due is asked for in every run.
 */
import type { Finding } from '../contract/plan.ts';
import { problem } from '../contract/problem.ts';
import { anchorClaimOf } from './collisions.ts';
import { type DirectoryObject, firstValue } from './directory-source.ts';
import { nameOf } from './held.ts';
import type { TenantUser } from './tenant.ts';
import { isSignInAllowed } from './user-mapping.ts';

export interface Expired {
  readonly count: number;
  /** What the first of them are called, the latest first. */
  readonly latest: readonly string[];
}

/** So many are named. */
export const expiredNamed = 5;

/** ISO 8601; null where it makes no difference when. Who is not in the tenant yet is made there as the directory says: ready to sign in. */
export function expiryOf(object: DirectoryObject, counterpart: TenantUser | undefined): string | null {
  const isBlocked = counterpart !== undefined && counterpart.values.accountEnabled !== true;
  if (isBlocked || isSignInAllowed(object) !== true) return null;
  return firstValue(object, 'accountExpires');
}

/** Where everything was read. @param now ISO 8601 */
export function findExpired(
  inScope: readonly DirectoryObject[],
  tenantUsers: readonly TenantUser[],
  now: string,
): Expired {
  const isDue = (at: string | null) => at !== null && at <= now;
  const due = inScope.filter((object) => isDue(firstValue(object, 'accountExpires')));
  if (due.length === 0) return { count: 0, latest: [] };
  const byAnchor = Map.groupBy(tenantUsers, ({ anchor }) => anchor);
  const expired = due
    .map((object) => {
      const [counterpart, second] = byAnchor.get(anchorClaimOf(object)) ?? [];
      return { object, at: second === undefined ? expiryOf(object, counterpart) : null };
    })
    .filter(({ at }) => at !== null)
    .toSorted(
      (one, other) =>
        compare(String(other.at), String(one.at)) || compare(one.object.objectGuid, other.object.objectGuid),
    );
  return { count: expired.length, latest: expired.slice(0, expiredNamed).map(({ object }) => nameOf(object)) };
}

const compare = (one: string, other: string) => (one === other ? 0 : one < other ? -1 : 1);

/** Holds nothing. */
export function noteExpired({ count, latest }: Expired): readonly Finding[] {
  if (count === 0) return [];
  const others = count > latest.length ? ` and ${count - latest.length} more` : '';
  const noted = problem(
    'object.expired',
    `${count === 1 ? '1 person' : `${count} people`}: ${latest.join(', ')}${others}`,
  );
  return [{ kind: null, problem: noted, found: count, allowed: count, holds: [] }];
}
