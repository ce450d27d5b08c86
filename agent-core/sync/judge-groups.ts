/** Which groups have nothing to be done about them, their members apart. As with users, the steps themselves say so. */
import type { Verdict } from './both-sides.ts';
import type { GroupRemovalContext } from './decide-group-removals.ts';
import { diffGroups } from './diff-groups.ts';
import type { DirectoryGroup } from './directory-source.ts';
import { mapGroups } from './map-groups.ts';
import type { Ownership } from './ownership-mark.ts';
import { scopeGroups } from './scope-groups.ts';
import type { Decision } from './scope-verdict.ts';
import type { TenantGroup } from './tenant-groups.ts';

/** @param tenantGroups those that were made for one of these groups */
export function judgeGroups(
  groups: readonly DirectoryGroup[],
  tenantGroups: readonly TenantGroup[],
  {
    decision,
    ownership,
    removed,
  }: { readonly decision: Decision; readonly ownership: Ownership | null; readonly removed: GroupRemovalContext },
): readonly Verdict[] {
  const scoped = scopeGroups(groups, [], decision);
  const mapped = mapGroups(scoped, ownership);
  const diffed = diffGroups(mapped, tenantGroups, removed);
  const inScope = new Set(scoped.inScope.map(({ objectGuid }) => objectGuid));
  const outOfScope = new Set(scoped.outOfScope.map(({ object }) => object.objectGuid));
  const waiting = diffed.waiting.map(({ held }) => held);
  const noticed = new Set(
    [...diffed.held, ...diffed.leftScope, ...waiting, ...diffed.notWritable].map(({ objectGuid }) => objectGuid),
  );
  for (const difference of diffed.differences) {
    noticed.add(difference.kind === 'unwanted' ? difference.objectGuid : difference.desired.group.objectGuid);
  }
  const ends = new Map(diffed.linkable.map(({ desired, existing }) => [desired.group.objectGuid, existing]));
  return groups.map(
    ({ objectGuid, domain, sid }): Verdict => ({
      objectGuid,
      domain,
      objectType: 'group',
      isMachine: false,
      // Of any other nobody knows.
      isQuiet: !noticed.has(objectGuid) && (inScope.has(objectGuid) || outOfScope.has(objectGuid)),
      unrecorded: null,
      isInScope: inScope.has(objectGuid),
      tenantObjectId: ends.get(objectGuid)?.tenantObjectId ?? null,
      isComing: ends.get(objectGuid) === null,
      claims: { anchor: null, signInName: null, mail: null },
      sid,
      managerGuid: null,
      managerId: null,
      expiresAt: null,
    }),
  );
}
