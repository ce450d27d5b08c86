import type { ObjectGuid, SourceAnchor } from '../contract/identifiers.ts';
import { type Problem } from '../contract/problem.ts';
import { type Result } from '../contract/result.ts';
import type { SettledChange } from '../contract/run-report.ts';
import type { ScopeSettings, Settings } from '../contract/settings.ts';
import { type Absent } from './absent.ts';
import type { DirectoryGroup, DirectoryObject, DirectoryReading, DirectorySource, DirectoryUnit } from './directory-source.ts';
import { type ImportedGroups } from './import-groups.ts';
import type { Links, SeenObjects, UnknownChanges } from './memory.ts';
import { type Reading } from './reading.ts';
import { type ScopeBasis } from './scope-basis.ts';
import { type Standing } from './standing.ts';
import type { Organization, TenantReader, TenantUser } from './tenant.ts';
export interface Imported {
    /** All domains together: complete if each of them is. */
    readonly directory: Reading<DirectoryObject>;
    readonly domains: readonly DomainReading[];
    readonly basis: ScopeBasis;
    readonly groups: ImportedGroups;
    readonly tenant: Reading<TenantUser> & {
        /** Why everything was read although only what changed could have been. */
        readonly fullRead?: Problem;
    };
    /** objectGUID of each domain that was read, by its name. */
    readonly domainGuids: ReadonlyMap<string, ObjectGuid>;
    /** Null when the tenant could not say what it is. */
    readonly organization: Organization | null;
    /** The anchors by which objects were joined in earlier runs. */
    readonly links: ReadonlyMap<ObjectGuid, SourceAnchor>;
    /** What is not among the objects because nothing is to be done about it. */
    readonly standing: Standing;
    /** Objects seen in an earlier run in a domain whose complete reading does not contain them, and nowhere else. */
    readonly absent: Absent;
    /** What this reading says about changes that an earlier run did not live to know about. */
    readonly settled: readonly SettledChange[];
    readonly problems: readonly Problem[];
}
export interface DomainReading {
    readonly domain: string;
    /** Null when not even that could be read. */
    readonly domainGuid: ObjectGuid | null;
    readonly reading: DirectoryReading;
}
export declare function importObjects(sides: {
    readonly directories: readonly DirectorySource[];
    readonly tenant: TenantReader;
}, { scope, configurationId, groups: { areSynchronised: areGroupsSynchronised } }: Settings, memory: {
    readonly links: Pick<Links, 'read'>;
    readonly seen: SeenObjects;
    readonly unknown: UnknownChanges;
}, signal: AbortSignal): Promise<Imported>;
/** Problems: tenant.other-synchronisation, and those of asking. */
export declare function readOrganization(tenant: TenantReader, signal: AbortSignal): Promise<Result<Organization>>;
export declare function domainGuidsOf(domains: readonly DomainReading[]): Imported['domainGuids'];
export declare function readBasis(directories: readonly DirectorySource[], scope: ScopeSettings, read: {
    readonly unitsBefore: readonly DirectoryUnit[];
    readonly groups: {
        readonly directory: Reading<DirectoryGroup>;
    };
}, signal: AbortSignal): Promise<{
    readonly value: ScopeBasis;
    readonly problem: Problem | null;
}>;
/** A domain or a tenant that fails says so to everybody who asks. */
export declare function withoutRepetition(problems: readonly Problem[]): readonly Problem[];
export declare function nothingRead(reason: Problem): Imported;
