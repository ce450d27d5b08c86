/** The tenant as the eight steps see it. Reading and writing are two ports, so that a preview cannot hold something that writes. */
import type { TenantObjectId } from '../contract/identifiers.ts';
import type { AttributeValue } from '../contract/plan.ts';
import type { Problem } from '../contract/problem.ts';
import type { Result } from '../contract/result.ts';
import type { Reading } from './reading.ts';
import type { TenantFollower } from './tenant-changes.ts';
import type { TenantGroupReader, TenantGroupWriter } from './tenant-groups.ts';
/** The user properties that Bridgehead manages, by their Microsoft Graph names, and the ownership mark. The anchor stands apart: it joins, it is never changed. */
export declare const tenantUserAttributes: readonly ["accountEnabled", "userPrincipalName", "displayName", "mailNickname", "mail", "givenName", "surname", "jobTitle", "department", "companyName", "officeLocation", "streetAddress", "city", "state", "postalCode", "country", "businessPhones", "mobilePhone", "faxNumber", "employeeId", "preferredLanguage", "usageLocation", "extensionAttribute1", "extensionAttribute2", "extensionAttribute3", "extensionAttribute4", "extensionAttribute5", "extensionAttribute6", "extensionAttribute7", "extensionAttribute8", "extensionAttribute9", "extensionAttribute10", "extensionAttribute11", "extensionAttribute12", "extensionAttribute13", "extensionAttribute14", "extensionAttribute15", "ownershipMark"];
export type TenantUserAttribute = (typeof tenantUserAttributes)[number];
export type TenantUserValues = Readonly<Partial<Record<TenantUserAttribute, AttributeValue>>>;
export interface TenantUser {
    readonly tenantObjectId: TenantObjectId;
    /** onPremisesImmutableId as it stands in the tenant, whoever wrote it. */
    readonly anchor: string | null;
    readonly managerId: TenantObjectId | null;
    /** A guest of another organisation: never ours to manage (rule R28). */
    readonly isGuest: boolean;
    /** Another synchronisation writes it, and the tenant lets nobody else (rule R28). */
    readonly isSynchronisedElsewhere?: true;
    /** Another synchronisation wrote it once; the tenant lets nobody write its extension attributes any more. */
    readonly wasSynchronisedElsewhere?: true;
    /** The addresses it has besides `mail`, lower case. Nobody else gets one of them, and no application takes one away. */
    readonly otherAddresses: readonly string[];
    readonly values: TenantUserValues;
}
export interface Organization {
    readonly tenantId: string;
    readonly displayName: string;
    /** Lower case. A sign-in name may only end in one of these. */
    readonly verifiedDomains: readonly string[];
    /** The domain every tenant is born with, such as contoso.onmicrosoft.com. */
    readonly initialDomain: string;
    /** Another synchronisation writes this tenant (rule R28). */
    readonly isSynchronisedElsewhere: boolean;
}
export interface UserVisitor {
    /** From here on everybody is shown, and what was shown before is forgotten. */
    begin(): void;
    show(users: readonly TenantUser[]): void;
}
export interface TenantReader extends TenantGroupReader, TenantFollower {
    readOrganization(signal: AbortSignal): Promise<Result<Organization>>;
    readUsers(signal: AbortSignal): Promise<Reading<TenantUser>>;
    /** The same a page at a time, so that nobody has to hold them all. @returns why it ended early */
    visitUsers(visitor: UserVisitor, signal: AbortSignal): Promise<Problem | null>;
    /** The accounts that hold a directory role or can activate one, and those in or owning a group that roles can be given to. */
    readPrivileged(signal: AbortSignal): Promise<Result<ReadonlySet<TenantObjectId>>>;
    /** Users that were deleted and can still be restored, by the name they had. */
    readDeletedUsers(signal: AbortSignal): Promise<Reading<TenantUser>>;
}
export interface TenantWriter extends TenantGroupWriter {
    /**
     * Creates a user with a password that nobody learns (rule R29).
     * @param signal ends the waiting before another attempt; a request under way is never cut off, since it may be carried out
     * @returns the id of the new user; after a lost reply the id of the user that carries the anchor (rule R30).
     */
    createUser(anchor: string, values: TenantUserValues, signal: AbortSignal): Promise<Result<TenantObjectId>>;
    /**
     * Writes exactly these values; null clears. The signal means the same as for `createUser`.
     * @param before what stood there when that was decided, by which an older reading is known (rule R14)
     */
    updateUser(id: TenantObjectId, values: TenantUserValues, signal: AbortSignal, before?: TenantUserValues): Promise<Result<void>>;
    /** Gives a user that nobody managed our anchor, together with these values (rule R28). The signal means the same as for `createUser`. */
    takeOverUser(id: TenantObjectId, anchor: string, values: TenantUserValues, signal: AbortSignal): Promise<Result<void>>;
    /** Moves a user to the deleted ones, where it can be restored for 30 days. One that is not there any more is deleted. */
    deleteUser(id: TenantObjectId, signal: AbortSignal): Promise<Result<void>>;
    /** Brings a user back from the deleted ones and writes these values. One that is back already only gets the values. */
    restoreUser(id: TenantObjectId, values: TenantUserValues, signal: AbortSignal): Promise<Result<void>>;
}
