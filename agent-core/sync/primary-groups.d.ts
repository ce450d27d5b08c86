/** Membership that stands in no member list: primaryGroupID is the last part of a SID whose beginning is the person's own (rule R22). */
import { type DirectoryObject } from './directory-source.ts';
export declare function primaryGroupSidOf(object: DirectoryObject): string | null;
/** Null as well for the one that everybody has from the start. */
export declare function ownPrimaryGroupSidOf(object: DirectoryObject): string | null;
/** Everybody is in Domain Users from the start: such a group would say nothing ([MS-SAMR] 2.2.1.14). */
export declare const isDomainUsers: (sid: string | null) => boolean;
