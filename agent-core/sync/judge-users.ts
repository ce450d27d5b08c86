/**
 * Which users have nothing to be done about them. The steps themselves say so, over few at a time: whoever they would change, hold, count
 * as having left or have to write down is not quiet. What several share with each other is looked at elsewhere.
 */
import { isObjectGuid, type ObjectGuid, type SourceAnchor } from '../contract/identifiers.ts';
import type { Claims, Verdict } from './both-sides.ts';
import { anchorClaimOf, mailClaimOf, signInNameClaimOf } from './collisions.ts';
import { diffObjects, type RemovedContext } from './diff.ts';
import { type DirectoryObject, firstValue } from './directory-source.ts';
import { expiryOf } from './expired-accounts.ts';
import { hasLostName } from './guard/stripped.ts';
import { type MapContext, mapObjects } from './map.ts';
import type { Joined, KnownLinks } from './memory.ts';
import { ownPrimaryGroupSidOf } from './primary-groups.ts';
import { isMachine, scopeObjects } from './scope.ts';
import type { Decision } from './scope-verdict.ts';
import type { TenantUser } from './tenant.ts';

export interface JudgeContext {
  readonly decision: Decision;
  readonly map: MapContext;
  readonly removed: RemovedContext;
  readonly had: KnownLinks['had'];
  readonly ownBlocks: ReadonlySet<SourceAnchor>;
  readonly ownDeletions: ReadonlySet<SourceAnchor>;
}

/** @param tenantUsers everybody who carries an anchor of one of these users */
export function judgeUsers(
  users: readonly DirectoryObject[],
  tenantUsers: readonly TenantUser[],
  context: JudgeContext,
): readonly Verdict[] {
  const { map, removed } = context;
  const scoped = scopeObjects(users, context.decision);
  const diffed = diffObjects(mapObjects(scoped, map), tenantUsers, removed);
  const inScope = new Set(scoped.inScope);
  const coming = new Set<ObjectGuid>();
  const noticed = new Set<ObjectGuid>(scoped.undecided.map(({ object }) => object.objectGuid));
  for (const difference of diffed.differences) {
    const isWanted = difference.kind !== 'unwanted';
    const objectGuid = isWanted ? difference.desired.object.objectGuid : difference.objectGuid;
    noticed.add(objectGuid);
    if (difference.kind === 'missing' || difference.kind === 'deleted') coming.add(objectGuid);
  }
  const held = new Set(diffed.held.map(({ objectGuid }) => objectGuid));
  const waiting = diffed.waiting.map((one) => one.held);
  for (const { objectGuid } of [...diffed.held, ...diffed.leftScope, ...waiting]) noticed.add(objectGuid);
  const joined = new Map(diffed.joined.map((one) => [one.objectGuid, one]));
  const byAnchor = Map.groupBy(tenantUsers, ({ anchor }) => anchor);

  return users.map((object): Verdict => {
    const { objectGuid, domain } = object;
    const isInScope = inScope.has(object);
    const claims = claimsOf(object, isInScope, map);
    const [counterpart, second] = byAnchor.get(claims.anchor) ?? [];
    const isEnd = isInScope && !held.has(objectGuid) && counterpart !== undefined && second === undefined;
    const end = isEnd ? counterpart : null;
    // A membership that stands in no member list is looked at in every run (rule R22).
    const own = joined.get(objectGuid);
    const linked = map.links.get(objectGuid);
    const isKnown = isInScope
      ? own !== undefined && [undefined, own.anchor].includes(linked) && ownPrimaryGroupSidOf(object) === null
      : [undefined, claims.anchor].includes(linked);
    return {
      objectGuid,
      domain,
      objectType: 'user',
      isMachine: isMachine(object),
      // Every run tells of whoever has no sign-in name any more.
      isQuiet: !noticed.has(objectGuid) && isKnown && !(isInScope && hasLostName(object, context.had)),
      unrecorded: isInScope && own !== undefined && !isRecorded(own, context) ? own : null,
      isInScope,
      tenantObjectId: end?.tenantObjectId ?? null,
      isComing: coming.has(objectGuid),
      claims,
      sid: firstValue(object, 'objectSid'),
      managerGuid: isInScope ? managerOf(object) : null,
      managerId: end?.managerId ?? null,
      expiresAt: isInScope && second === undefined ? expiryOf(object, counterpart) : null,
    };
  });
}

function claimsOf(object: DirectoryObject, isInScope: boolean, { organization }: MapContext): Claims {
  return {
    anchor: anchorClaimOf(object),
    signInName: isInScope ? signInNameClaimOf(object, organization) : null,
    mail: isInScope ? mailClaimOf(object) : null,
  };
}

/** The record has the link and what the object is matched by, and no block or deletion of ours that this reading shows to be over. */
function isRecorded(joined: Joined, { map, had, ownBlocks, ownDeletions }: JudgeContext): boolean {
  if (map.links.get(joined.objectGuid) !== joined.anchor) return false;
  const known = had.get(joined.objectGuid);
  if ((joined.hasName && known?.name !== true) || (joined.hasMail && known?.mail !== true)) return false;
  return !ownDeletions.has(joined.anchor) && !(joined.isSignInAllowed && ownBlocks.has(joined.anchor));
}

/** An adapter writes nothing else there than the objectGUID of what is named. */
export function managerOf(object: DirectoryObject): ObjectGuid | null {
  const manager = firstValue(object, 'manager');
  return isObjectGuid(manager) ? manager : null;
}
