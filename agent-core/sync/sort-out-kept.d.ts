/**
 * The part of the fourth step about groups of ours that the agent cannot go on with: Graph does not write what they became (rule R26), or
 * nobody knows whether they are in scope (rule R1). In the directory alone that is no trouble. Where the tenant has the group, it keeps
 * members who may have left long ago, so it is held, and both sides are named.
 */
import type { HeldObject } from '../contract/plan.ts';
import type { GroupOwner } from './group-ownership.ts';
import type { MappedGroups } from './map-groups.ts';
import type { TenantGroup } from './tenant-groups.ts';
export interface Kept {
    readonly frozen: readonly HeldObject[];
    /** Those that are not in the tenant. */
    readonly notWritable: readonly HeldObject[];
    readonly undecided: readonly HeldObject[];
}
/** @param byKey the tenant's groups by the objectGUID that ours were given */
export declare function sortOutKept({ notWritable, undecided }: Pick<MappedGroups, 'notWritable' | 'undecided'>, byKey: ReadonlyMap<string, TenantGroup>, owner: GroupOwner): Kept;
