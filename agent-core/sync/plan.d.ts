import type { ObjectGuid, TenantObjectId } from '../contract/identifiers.ts';
import type { Change, ChangeCounts, Finding, HeldObject } from '../contract/plan.ts';
import type { Diffed } from './diff.ts';
import type { DiffedSides } from './diff-sides.ts';
import type { Joined } from './memory.ts';
export interface Plan {
    readonly changes: readonly Change[];
    readonly held: readonly HeldObject[];
    readonly joined: readonly Joined[];
    /** With nothing due about them, and no link that they hold. */
    readonly unchanged: Readonly<Record<'user' | 'group', number>>;
    readonly leftScope: readonly HeldObject[];
    readonly waiting: Diffed['waiting'];
    readonly waited: Diffed['waited'];
    /** Objects in scope that Graph does not let an application write. */
    readonly notWritable: readonly HeldObject[];
    /** Objects whose counterpart is in the tenant already: what the ends of a link are found by when it is made. */
    readonly tenantIds: ReadonlyMap<ObjectGuid, TenantObjectId>;
    /** What is worth knowing and holds nothing. */
    readonly findings: readonly Finding[];
}
/** @param contested values that somebody else writes back; each is a change of its own, so that the guard can hold it alone (rule R13) */
export declare function planChanges({ users, groups, links }: DiffedSides, contested?: ReadonlySet<string>): Plan;
export declare function countChanges(changes: readonly Change[]): ChangeCounts;
