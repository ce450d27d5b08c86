/**
 * Step 4, for groups. A tenant group is one of ours because it carries the objectGUID of the directory's group as its uniqueName, which
 * only whoever created it can have given it, and is not marked as somebody else's. A name joins nothing: two groups of the same name are
 * two groups.
 */
import type { ObjectGuid } from '../contract/identifiers.ts';
import type { AttributeChange, HeldObject } from '../contract/plan.ts';
import { type GroupRemovalContext, type GroupRemovals } from './decide-group-removals.ts';
import type { DesiredGroup, MappedGroups } from './map-groups.ts';
import type { Unwanted } from './removal-waiting.ts';
import { type TenantGroup } from './tenant-groups.ts';
export type GroupDifference = {
    readonly kind: 'missing';
    readonly desired: DesiredGroup;
    readonly attributes: readonly AttributeChange[];
} | {
    readonly kind: 'different';
    readonly desired: DesiredGroup;
    readonly existing: TenantGroup;
    readonly attributes: readonly AttributeChange[];
} | Unwanted<TenantGroup>;
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
export declare function diffGroups(mapped: MappedGroups, existing: readonly TenantGroup[] | null, removed: GroupRemovalContext): DiffedGroups;
/** The tenant's groups by the objectGUID that ours were given. */
export declare function groupsByKey(groups: readonly TenantGroup[]): ReadonlyMap<ObjectGuid | string, TenantGroup>;
