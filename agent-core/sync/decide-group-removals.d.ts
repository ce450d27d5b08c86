import type { HeldObject } from '../contract/plan.ts';
import type { GroupSettings } from '../contract/settings.ts';
import type { Absence } from './find-absences.ts';
import { type GroupOwner } from './group-ownership.ts';
import { type Unwanted, type Waited, type WaitingContext } from './removal-waiting.ts';
import type { ScopedObject } from './scope.ts';
import { type TenantGroup } from './tenant-groups.ts';
export interface GroupRemovalContext extends WaitingContext, GroupOwner {
    /** The settings name where marks stand. */
    readonly hasMarks: boolean;
    readonly groups: GroupSettings;
    /** Groups of ours whose object was not read. */
    readonly absentGroups: readonly Absence<TenantGroup>[];
}
/** A group that is still in the tenant although the object left the scope. */
export type LeftGroup = ScopedObject & {
    readonly existing: TenantGroup;
};
export interface GroupRemovals extends Waited<Unwanted<TenantGroup>> {
    readonly held: readonly HeldObject[];
    /** Out of scope, and the group stays as it is. */
    readonly leftScope: readonly HeldObject[];
}
export declare function decideGroupRemovals(left: readonly LeftGroup[], context: GroupRemovalContext): GroupRemovals;
