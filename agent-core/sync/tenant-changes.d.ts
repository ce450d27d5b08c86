/** The tenant as what changed in it since an earlier run, so that one that stays as it is costs one small request for each type of object. */
import type { TenantObjectId } from '../contract/identifiers.ts';
import type { Result } from '../contract/result.ts';
import type { TenantUser, TenantUserValues } from './tenant.ts';
import type { TenantGroup, TenantGroupValues } from './tenant-groups.ts';
export type UserChange = 
/** As it is now, all of it. Its manager is left out where that is as before. */
{
    readonly kind: 'told';
    readonly user: Omit<TenantUser, 'managerId'>;
    readonly managerId?: TenantObjectId | null;
}
/** What the agent itself wrote, and no more than that. */
 | {
    readonly kind: 'written';
    readonly tenantObjectId: TenantObjectId;
    readonly values: TenantUserValues;
    readonly managerId?: TenantObjectId | null;
    /** Of one that the agent created, or took over: it is there, whether it was told yet or not. */
    readonly anchor?: string;
} | {
    readonly kind: 'gone';
    readonly tenantObjectId: TenantObjectId;
};
export type GroupChange = 
/** Who came and who went; null where that is not told. A group with many of them is told several times. */
{
    readonly kind: 'told';
    readonly group: TenantGroup;
    readonly members: readonly MemberToldOf[] | null;
} | {
    readonly kind: 'written';
    readonly tenantObjectId: TenantObjectId;
    readonly values: TenantGroupValues;
    /** Of one that the agent created. */
    readonly uniqueName?: string;
} | {
    readonly kind: 'members';
    readonly tenantObjectId: TenantObjectId;
    readonly members: readonly MemberToldOf[];
} | {
    readonly kind: 'gone';
    readonly tenantObjectId: TenantObjectId;
};
export interface MemberToldOf {
    readonly tenantObjectId: TenantObjectId;
    readonly isThere: boolean;
}
/** What was told before may be told again, and is the same then. */
export interface TenantFollower {
    /**
     * @param since where an earlier call ended; null tells everything
     * @returns where this one ended. Problems: tenant.changes-expired when `since` means nothing any more, and those of asking.
     */
    followUsers(since: string | null, show: (changes: readonly UserChange[]) => void, signal: AbortSignal): Promise<Result<string>>;
    /** The same of groups, with the members of each. */
    followGroups(since: string | null, show: (changes: readonly GroupChange[]) => void, signal: AbortSignal): Promise<Result<string>>;
}
