/**
 * Step 4: compare what should be with what is. It compares two sets and nothing else: what must be left alone was taken out
 * before, and what is in the tenant without one of our anchors is never looked at, except to see that a name is taken.
 */
import type { AttributeChange, HeldObject } from '../contract/plan.ts';
import { type RemovalContext, type Removals } from './decide-removals.ts';
import type { DesiredUser, Mapped } from './map.ts';
import type { Joined } from './memory.ts';
import type { Unwanted } from './removal-waiting.ts';
import { type TenantUser } from './tenant.ts';
export type Difference = {
    readonly kind: 'missing';
    readonly desired: DesiredUser;
    readonly attributes: readonly AttributeChange[];
} | {
    readonly kind: 'different';
    readonly desired: DesiredUser;
    readonly existing: TenantUser;
    readonly attributes: readonly AttributeChange[];
}
/** It is among the deleted ones of the tenant, and wanted again. */
 | {
    readonly kind: 'deleted';
    readonly desired: DesiredUser;
    readonly existing: TenantUser;
    readonly attributes: readonly AttributeChange[];
} | Unwanted<TenantUser>;
export interface Diffed {
    readonly differences: readonly Difference[];
    readonly held: readonly HeldObject[];
    /** Every object whose tenant user is known, changed or not. */
    readonly joined: readonly Joined[];
    readonly unchanged: number;
    /** Whose account is still there although they left the scope. It stays as it is in this run. */
    readonly leftScope: readonly HeldObject[];
    readonly waiting: Removals['waiting'];
    readonly waited: Removals['waited'];
    readonly findings: Removals['findings'];
}
/** What is not there any more, on either side, and what may be done about it. */
export interface RemovedContext extends RemovalContext {
    /** Among the deleted ones of the tenant. */
    readonly deletedUsers: readonly TenantUser[];
}
/** `existing` must be complete: a user that was not read would be created a second time. Null stands for an incomplete reading. */
export declare function diffObjects(mapped: Mapped, existing: readonly TenantUser[] | null, removed: RemovedContext): Diffed;
