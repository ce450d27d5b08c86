/**
 * Step 4, for links: who should be a member of which group and whose manager, against what the tenant says.
 *
 *     directory                                         tenant
 *     member ------ objectGUID, or SID (rule R23) --+
 *                                                   +--> in scope and writable? --> member missing ------> link
 *     primaryGroupID ------ SID (rule R22) ---------+
 *                                                            member of ours, and seen to be none --------> unlink
 *                                                            member that nobody here knows --------------> reported, and stays
 *
 * A link ends only if both its ends are ours and the directory was read completely and shows the object without it (rule R1): an object
 * that was not read, or is only out of scope, keeps its links. A deleted object's links vanish in the directory without a change, and
 * here it is simply not seen (rule R21).
 */
import type { ObjectGuid, TenantObjectId } from '../contract/identifiers.ts';
import type { Finding, LinkRelation, LinkTarget } from '../contract/plan.ts';
import { type DirectoryObject } from './directory-source.ts';
import { type GroupEnd, type KnownObjects, type LinkEnd, type UserEnd } from './link-ends.ts';
export interface LinkDifference {
    readonly kind: 'link' | 'unlink';
    readonly relation: LinkRelation;
    readonly holder: LinkEnd;
    readonly target: LinkTarget;
    /** The group gives its members licences (rule R25). */
    readonly takesLicences: boolean;
}
export interface DiffedLinks {
    readonly differences: readonly LinkDifference[];
    readonly findings: readonly Finding[];
    readonly tenantIds: ReadonlyMap<ObjectGuid, TenantObjectId>;
}
export interface LinkSides extends KnownObjects {
    readonly users: readonly UserEnd[];
    readonly groups: readonly GroupEnd[];
    /** Everybody that was read in the directory, in scope or not. */
    readonly people: readonly DirectoryObject[];
    /** Members of the tenant's groups that are ours; a group whose members could not be read is missing. */
    readonly members: ReadonlyMap<TenantObjectId, ReadonlySet<TenantObjectId>>;
    /** Whoever has a group for primary group is a member of it (rule R22). */
    readonly withPrimaryMembers: boolean;
    /** Both sides were read to the end, and there are marks: only then does anything end. */
    readonly mayUnlink: boolean;
}
export declare function diffLinks(sides: LinkSides): DiffedLinks;
