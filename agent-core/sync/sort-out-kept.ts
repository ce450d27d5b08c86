/**
 * The part of the fourth step about groups of ours that the agent cannot go on with: Graph does not write what they became (rule R26), or
 * nobody knows whether they are in scope (rule R1). In the directory alone that is no trouble. Where the tenant has the group, it keeps
 * members who may have left long ago, so it is held, and both sides are named.
 */
import type { HeldObject } from '../contract/plan.ts';
import { problem } from '../contract/problem.ts';
import type { GroupOwner } from './group-ownership.ts';
import type { MappedGroups } from './map-groups.ts';
import { ownerOfMark } from './ownership-mark.ts';
import type { TenantGroup } from './tenant-groups.ts';

export interface Kept {
  readonly frozen: readonly HeldObject[];
  /** Those that are not in the tenant. */
  readonly notWritable: readonly HeldObject[];
  readonly undecided: readonly HeldObject[];
}

/** @param byKey the tenant's groups by the objectGUID that ours were given */
export function sortOutKept(
  { notWritable, undecided }: Pick<MappedGroups, 'notWritable' | 'undecided'>,
  byKey: ReadonlyMap<string, TenantGroup>,
  owner: GroupOwner,
): Kept {
  const keptAs = (held: HeldObject): TenantGroup | null => {
    const group = byKey.get(held.objectGuid);
    return group !== undefined && isKept(group, held, owner) ? group : null;
  };
  return {
    frozen: notWritable.flatMap((held) => {
      const group = keptAs(held);
      return group === null ? [] : [freeze(held, group)];
    }),
    notWritable: notWritable.filter((held) => keptAs(held) === null),
    undecided: undecided.filter((held) => keptAs(held) !== null),
  };
}

/** Marked for this object, or from before there were marks and known by the record. What it is by now does not matter: nothing is written. */
function isKept(group: TenantGroup, { objectGuid }: HeldObject, { configurationId, links }: GroupOwner): boolean {
  const marked = ownerOfMark(group.values.ownershipMark, configurationId, objectGuid);
  return marked === 'ours' || (marked === 'nobody' && links.has(objectGuid));
}

function freeze(held: HeldObject, { tenantObjectId, values }: TenantGroup): HeldObject {
  const detail = `${held.displayName} in the directory: ${held.problem.title} In the tenant: ${values.displayName} (${tenantObjectId}).`;
  return { ...held, problem: problem('group.frozen', detail) };
}
