/** Visits groups of the tenant several at a time, as their members are read. */
import type { Problem } from '../contract/problem.ts';
import type { TenantGroup } from './tenant-groups.ts';
/** @returns the first problem, after which no further group is begun */
export declare function eachGroup(groups: readonly TenantGroup[], read: (group: TenantGroup) => Promise<Problem | null>): Promise<Problem | null>;
