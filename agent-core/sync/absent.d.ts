/**
 * Who was seen in an earlier run and is not found in this one. Whoever still has an account is told of, by name and since when, until a
 * person or a later run settles it; of whom nothing is left in the tenant either is forgotten. Nobody is removed for being absent (rule R1).
 */
import type { ObjectGuid } from '../contract/identifiers.ts';
import type { HeldObject } from '../contract/plan.ts';
import type { AbsentObject } from '../contract/run-report.ts';
import { type GroupOwner } from './group-ownership.ts';
import type { SeenBefore } from './memory.ts';
import type { Plan } from './plan.ts';
import type { Reading } from './reading.ts';
import type { TenantUser } from './tenant.ts';
import { type TenantGroup } from './tenant-groups.ts';
export interface Absent {
    /** With the names that their accounts have; since null: of this run. */
    readonly there: readonly (Omit<AbsentObject, 'since'> & SeenBefore)[];
    /** On both sides. */
    readonly gone: readonly ObjectGuid[];
}
interface TenantSide extends GroupOwner {
    readonly users: Reading<TenantUser>;
    readonly groups: Reading<TenantGroup>;
    /** Where groups are left alone, none of them is missed. */
    readonly areGroupsSynchronised: boolean;
}
/** A tenant that was not read completely does not show that somebody is gone from it. */
export declare function judgeAbsent(absent: readonly SeenBefore[], tenant: TenantSide): Absent;
/** Of whom the directory says nothing. Whoever it shows deleted, or in another domain, waits for that or is removed, and is told of so. */
export declare function withoutEvidence(there: Absent['there'], { waiting, changes }: Pick<Plan, 'waiting' | 'changes'>): Absent['there'];
export declare function describeAbsent(one: Absent['there'][number], now: string): AbsentObject;
export declare function tellAbsent(one: Absent['there'][number], now: string): HeldObject;
export {};
