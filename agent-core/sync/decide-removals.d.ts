import type { Finding, HeldObject } from '../contract/plan.ts';
import type { Difference } from './diff.ts';
import type { Absence } from './find-absences.ts';
import type { LeftScope } from './map.ts';
import { type Waited, type WaitingContext } from './removal-waiting.ts';
import type { TenantUser } from './tenant.ts';
export interface RemovalContext extends WaitingContext {
    readonly configurationId: string;
    /** The settings name where marks stand. */
    readonly hasMarks: boolean;
    readonly absences: readonly Absence<TenantUser>[];
}
export interface Removals extends Waited<Difference> {
    readonly held: readonly HeldObject[];
    /** Out of scope, and the account stays as it is. */
    readonly leftScope: readonly HeldObject[];
    readonly findings: readonly Finding[];
}
/** Somebody whose account is still there although the object left the scope. */
export type Left = LeftScope & {
    readonly existing: TenantUser;
};
export declare function decideRemovals(left: readonly Left[], context: RemovalContext): Removals;
