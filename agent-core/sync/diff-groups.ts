/**
 * Step 4, for groups. A tenant group is one of ours because it carries the objectGUID of the directory's group as its uniqueName, which
 * only whoever created it can have given it, and is not marked as somebody else's. A name joins nothing: two groups of the same name are
 * two groups.
 */
import type { ObjectGuid } from '../contract/identifiers.ts';
import type { AttributeChange, HeldObject } from '../contract/plan.ts';
import { problem } from '../contract/problem.ts';
import { compareValues } from './compare-values.ts';
import { decideGroupRemovals, type GroupRemovalContext, type GroupRemovals } from './decide-group-removals.ts';
import { holdObject, nameOf } from './held.ts';
import type { DesiredGroup, MappedGroups } from './map-groups.ts';
import { ownerOfMark } from './ownership-mark.ts';
import type { Unwanted } from './removal-waiting.ts';
import { sortOutKept } from './sort-out-kept.ts';
import { type TenantGroup, type TenantGroupValues, tenantGroupAttributes } from './tenant-groups.ts';

export type GroupDifference =
  | { readonly kind: 'missing'; readonly desired: DesiredGroup; readonly attributes: readonly AttributeChange[] }
  | {
      readonly kind: 'different';
      readonly desired: DesiredGroup;
      readonly existing: TenantGroup;
      readonly attributes: readonly AttributeChange[];
    }
  | Unwanted<TenantGroup>;

export interface DiffedGroups {
  readonly differences: readonly GroupDifference[];
  readonly held: readonly HeldObject[];
  readonly unchanged: number;
  readonly leftScope: GroupRemovals['leftScope'];
  readonly waiting: GroupRemovals['waiting'];
  readonly waited: GroupRemovals['waited'];
  readonly notWritable: readonly HeldObject[];
  /** Groups that may hold links and be linked: those that are in the tenant, and those that will be. */
  readonly linkable: readonly LinkableGroup[];
}

export interface LinkableGroup {
  readonly desired: DesiredGroup;
  /** Null while it is still to be created. */
  readonly existing: TenantGroup | null;
}

/** `existing` must be complete, or null: a group that was not read would be created a second time. */
export function diffGroups(
  mapped: MappedGroups,
  existing: readonly TenantGroup[] | null,
  removed: GroupRemovalContext,
): DiffedGroups {
  const { held } = mapped;
  if (existing === null) {
    const nothing = { differences: [], unchanged: 0, leftScope: [], waiting: [], linkable: [] };
    return { ...nothing, held, notWritable: mapped.notWritable, waited: removed.waited };
  }
  const byKey = groupsByKey(existing);
  const compared = mapped.desired.map((desired) =>
    compareOne(desired, byKey.get(desired.group.objectGuid) ?? null, removed),
  );
  // Where groups are left alone, none of them has left anything.
  const outOfScope = removed.groups.areSynchronised ? mapped.outOfScope : [];
  const left = outOfScope.flatMap((one) => {
    const group = byKey.get(one.object.objectGuid);
    return group === undefined ? [] : [{ ...one, existing: group }];
  });
  const removals = decideGroupRemovals(left, removed);
  const { frozen, notWritable, undecided } = sortOutKept(mapped, byKey, removed);
  const linkable = compared.flatMap((one) => (one.kind === 'held' || one.linkable === null ? [] : [one.linkable]));
  return {
    differences: [
      ...compared.flatMap((one) => (one.kind === 'difference' ? [one.difference] : [])),
      ...removals.differences,
    ],
    held: [
      ...held,
      ...frozen,
      ...undecided,
      ...compared.flatMap((one) => (one.kind === 'held' ? [one.held] : [])),
      ...removals.held,
    ],
    unchanged: compared.filter(({ kind }) => kind === 'unchanged').length,
    leftScope: removals.leftScope,
    waiting: removals.waiting,
    waited: removals.waited,
    notWritable,
    linkable,
  };
}

/** The tenant's groups by the objectGUID that ours were given. */
export function groupsByKey(groups: readonly TenantGroup[]): ReadonlyMap<ObjectGuid | string, TenantGroup> {
  return new Map(groups.flatMap((group) => (group.uniqueName === null ? [] : [[group.uniqueName, group] as const])));
}

type Compared =
  /** Nothing is linked yet while the tenant group has to be taken over first. */
  | { readonly kind: 'difference'; readonly difference: GroupDifference; readonly linkable: LinkableGroup | null }
  | { readonly kind: 'unchanged'; readonly linkable: LinkableGroup }
  | { readonly kind: 'held'; readonly held: HeldObject };

function compareOne(
  desired: DesiredGroup,
  existing: TenantGroup | null,
  { configurationId, links }: GroupRemovalContext,
): Compared {
  const linkable = { desired, existing };
  if (existing === null) {
    const attributes = compare({}, { ...desired.atCreation, ...desired.always });
    return { kind: 'difference', linkable, difference: { kind: 'missing', desired, attributes } };
  }
  if (existing.kind !== 'security') {
    const reason = problem(
      'group.not-ours',
      `${nameOf(desired.group)}: ${existing.tenantObjectId} is ${existing.kind}`,
    );
    return { kind: 'held', held: holdObject(desired.group, reason, 'group') };
  }
  const { objectGuid } = desired.group;
  const owner = ownerOfMark(existing.values.ownershipMark, configurationId, objectGuid);
  if (owner === 'another') {
    const reason = problem(
      'group.owned-elsewhere',
      `${existing.tenantObjectId} is marked "${existing.values.ownershipMark}"`,
    );
    return { kind: 'held', held: holdObject(desired.group, reason, 'group') };
  }
  const attributes = compare(existing.values, desired.always);
  const mark = attributes.filter(({ name }) => name === 'ownershipMark');
  // Whoever gave it our name, the record does not know it: it is taken over first, and nothing else.
  if (owner === 'nobody' && mark.length > 0 && !links.has(objectGuid)) {
    return {
      kind: 'difference',
      linkable: null,
      difference: { kind: 'different', desired, existing, attributes: mark },
    };
  }
  if (attributes.length === 0) return { kind: 'unchanged', linkable };
  return { kind: 'difference', linkable, difference: { kind: 'different', desired, existing, attributes } };
}

const compare = (existing: TenantGroupValues, desired: TenantGroupValues) =>
  compareValues(tenantGroupAttributes, existing, desired);
