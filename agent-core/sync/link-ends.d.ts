/** The objects that links lead from and to: by objectGUID, by SID for stand-ins of another forest (rule R23), and by their tenant id. */
import type { ObjectGuid, SourceAnchor, TenantObjectId } from '../contract/identifiers.ts';
import type { LinkTarget } from '../contract/plan.ts';
import type { Diffed } from './diff.ts';
import { type DiffedGroups, type LinkableGroup } from './diff-groups.ts';
import { type DirectoryGroup, type DirectoryObject } from './directory-source.ts';
import type { DesiredUser } from './map.ts';
import type { TenantUser } from './tenant.ts';
import type { TenantGroup } from './tenant-groups.ts';
/** An object in scope that is in the tenant, or will be. */
export interface LinkEnd extends LinkTarget {
    readonly anchor: SourceAnchor;
    readonly userPrincipalName: string | null;
    readonly sid: string | null;
    /** Null while it is still to be created or restored: until then no link can be written that leads there. */
    readonly tenantObjectId: TenantObjectId | null;
}
export interface UserEnd {
    readonly end: LinkEnd;
    readonly object: DirectoryObject;
    readonly managerId: TenantObjectId | null;
    /** It carries the mark of this configuration, so that its links are ours to end (rule R3). */
    readonly isOurs: boolean;
}
export declare function endsOfUsers(desired: readonly DesiredUser[], { differences, held }: Diffed, tenantUsers: readonly TenantUser[], configurationId: string): readonly UserEnd[];
export interface GroupEnd {
    readonly end: LinkEnd;
    readonly group: LinkableGroup;
}
export declare function endsOfGroups({ linkable }: DiffedGroups): readonly GroupEnd[];
/** By objectGUID and by SID: the two never look alike. */
export declare function indexEnds(ends: readonly LinkEnd[]): ReadonlyMap<string, LinkEnd>;
/** An object of the directory that was read, and whose counterpart in the tenant is known: perhaps out of scope by now. */
export interface KnownObject extends LinkTarget {
    readonly sid: string | null;
}
export interface KnownObjects {
    readonly known: ReadonlyMap<TenantObjectId, KnownObject>;
    /** Objects of the tenant that were joined in an earlier run, whether they were seen in this one or not. */
    readonly remembered: ReadonlySet<TenantObjectId>;
}
/** @param links the anchors by which objects were joined in earlier runs */
export declare function knowObjects(ends: readonly LinkEnd[], directory: {
    readonly users: readonly DirectoryObject[];
    readonly groups: readonly DirectoryGroup[];
}, tenant: {
    readonly users: readonly TenantUser[];
    readonly groups: readonly TenantGroup[];
}, links: ReadonlyMap<ObjectGuid, SourceAnchor>): KnownObjects;
