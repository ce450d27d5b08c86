/** Step 1, for groups and contacts: both sides, and of the tenant's groups that are ours who is in them. */
import type { TenantObjectId } from '../contract/identifiers.ts';
import type { Problem } from '../contract/problem.ts';
import type { DirectoryGroup, DirectoryObject, DirectorySource } from './directory-source.ts';
import { type Reading } from './reading.ts';
import type { TenantGroup, TenantGroupReader } from './tenant-groups.ts';
export interface ImportedGroups {
    /** Of all domains, since any may be nested in any. */
    readonly directory: Reading<DirectoryGroup>;
    readonly contacts: Reading<DirectoryObject>;
    readonly tenant: Reading<TenantGroup>;
    /** A group whose members could not all be read is missing. */
    readonly members: ReadonlyMap<TenantObjectId, ReadonlySet<TenantObjectId>>;
    /** How many there are, also where only those are given that are open, and of groups of ours that the directory does not have any more. */
    readonly memberCounts: ReadonlyMap<TenantObjectId, number>;
    readonly problems: readonly Problem[];
}
export declare function importGroups(sides: {
    readonly directories: readonly DirectorySource[];
    readonly tenant: TenantGroupReader;
    readonly configurationId: string;
}, signal: AbortSignal): Promise<ImportedGroups & {
    readonly completeDomains: ReadonlySet<string>;
}>;
