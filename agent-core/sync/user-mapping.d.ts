/**
 * The mapping of a user, row by row: which directory attributes a tenant attribute comes from, and what the tenant can hold.
 * Lengths and character rules are those of Microsoft Graph v1.0, resource type user. The sign-in name has rules of its own
 * (sign-in-name.ts).
 */
import type { AttributeValue } from '../contract/plan.ts';
import type { NewUserSettings } from '../contract/settings.ts';
import { type DirectoryObject } from './directory-source.ts';
import type { TenantUserAttribute } from './tenant.ts';
export interface MappingRow {
    readonly target: Exclude<TenantUserAttribute, 'userPrincipalName' | 'ownershipMark'>;
    readonly source: (object: DirectoryObject, newUsers: NewUserSettings) => AttributeValue;
    /** Longest text, in UTF-16 code units. */
    readonly maxLength?: number;
    readonly allowed?: RegExp;
    /** The tenant cannot store nothing here: an empty source leaves what is there. */
    readonly isClearable: boolean;
    /** `creation`: written once, because the tenant or a person owns it afterwards. */
    readonly flow: 'always' | 'creation';
}
export declare const userMapping: readonly MappingRow[];
/** Null when userAccountControl is missing or no number: then nobody knows, and nothing may be concluded. */
export declare function isSignInAllowed(object: DirectoryObject): boolean | null;
/** In this order, as Entra Connect and Cloud Sync choose it. */
export declare function mailNicknameOf(object: DirectoryObject): string | null;
