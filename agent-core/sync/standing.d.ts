/** Whatever the steps are not given because nothing is to be done about it: it stands as it is, and is only counted. */
import type { Expired } from './expired-accounts.ts';
export interface Standing {
    readonly user: StandingCounts;
    readonly group: StandingCounts;
    /** What was left out of each domain, by its name, and of the tenant. */
    readonly domains: ReadonlyMap<string, SideCounts>;
    readonly tenant: SideCounts;
    /** Of all; null where the steps are given everybody. */
    readonly expired: Expired | null;
}
export interface StandingCounts {
    readonly read: number;
    /** In scope, and as they should be. */
    readonly unchanged: number;
    readonly outOfScope: number;
}
export interface SideCounts {
    readonly users: number;
    readonly groups: number;
}
/** Of a run that is given everything. */
export declare const nothingStands: Standing;
