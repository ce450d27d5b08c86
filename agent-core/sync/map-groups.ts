/** Step 3, for groups: the tenant group that each group in scope should be. */
import { type SourceAnchor, sourceAnchorSchema } from '../contract/identifiers.ts';
import type { HeldObject } from '../contract/plan.ts';
import { problem } from '../contract/problem.ts';
import { allValues, type DirectoryGroup } from './directory-source.ts';
import { mapGroupAlways, mapGroupAtCreation } from './group-mapping.ts';
import { holdObject, nameOf } from './held.ts';
import { type Ownership, ownershipMarkOf } from './ownership-mark.ts';
import type { ScopedObject } from './scope.ts';
import type { ScopedGroups } from './scope-groups.ts';
import type { TenantGroupValues } from './tenant-groups.ts';

/** What a tenant group should be. An attribute that is not named here is left as it is. */
export interface DesiredGroup {
  readonly group: DirectoryGroup;
  /** Base64 of objectGUID: groups are known by it alone, in the tenant as their uniqueName (rule R2). */
  readonly anchor: SourceAnchor;
  readonly always: TenantGroupValues;
  readonly atCreation: TenantGroupValues;
}

export interface MappedGroups {
  readonly desired: readonly DesiredGroup[];
  readonly held: readonly HeldObject[];
  readonly outOfScope: readonly ScopedObject[];
  readonly notWritable: readonly HeldObject[];
  /** Nobody knows whether they are in scope; held where they are in the tenant. */
  readonly undecided: readonly HeldObject[];
}

export function mapGroups(
  { inScope, outOfScope, notWritable, undecided }: ScopedGroups,
  ownership: Ownership | null,
): MappedGroups {
  const seen = Map.groupBy(inScope, ({ objectGuid }) => objectGuid);
  const twice = inScope.filter(({ objectGuid }) => (seen.get(objectGuid) ?? []).length > 1);
  const mapped = inScope.map((group) => ({ group, anchor: anchorOfGroup(group) }));
  return {
    desired: mapped.flatMap(({ group, anchor }) => {
      if (anchor === null || (seen.get(group.objectGuid) ?? []).length > 1) return [];
      const always = { ...mapGroupAlways(group), ...markOf(group, ownership) };
      return [{ group, anchor, always, atCreation: mapGroupAtCreation(group) }];
    }),
    held: twice.map((group) =>
      holdObject(group, problem('object.in-two-domains', `${nameOf(group)} in ${group.domain}`), 'group'),
    ),
    outOfScope,
    notWritable: notWritable.map(({ object, problem: reason }) =>
      holdObject(object, reason, reason.code === 'group.contact' ? 'contact' : 'group'),
    ),
    undecided: undecided.map(({ object, rule }) =>
      holdObject(object, problem('group.undecided', `${nameOf(object)}: ${rule}`), 'group'),
    ),
  };
}

/** Groups are read also of a domain that could not say its GUID; then nothing is said about the mark. */
function markOf(group: DirectoryGroup, ownership: Ownership | null): TenantGroupValues {
  if (ownership === null || !ownership.domainGuids.has(group.domain)) return {};
  return { ownershipMark: ownershipMarkOf(ownership, group) };
}

function anchorOfGroup(group: DirectoryGroup): SourceAnchor | null {
  return sourceAnchorSchema.safeParse(allValues(group, 'objectGUID')[0]).data ?? null;
}
