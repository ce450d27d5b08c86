/** The directory as the eight steps see it: canonical objects, whatever protocol they came over. */
import type { ObjectGuid } from '../contract/identifiers.ts';
import type { Problem } from '../contract/problem.ts';
import type { Result } from '../contract/result.ts';
import { extensionAttributes } from './extension-attributes.ts';
import type { Reading } from './reading.ts';

/**
 * One directory object in canonical form. Attribute names are spelt as the schema spells them, values stand in a fixed order,
 * a SID is written S-1-…, other binary values are base64, a reference is the objectGUID of what it names (rule R21), and an
 * attribute without a value is absent.
 */
export interface DirectoryObject {
  readonly objectGuid: ObjectGuid;
  /** DNS name of the domain it was read from. */
  readonly domain: string;
  readonly attributes: Readonly<Record<string, readonly string[]>>;
}

export interface DirectoryReading extends Reading<DirectoryObject> {
  /** Why everything was read although only what changed could have been; told in the report, and no trouble by itself. */
  readonly fullRead?: Problem;
}

export interface BroughtUpToDate {
  /** Why everything was read; null when the changes were enough. */
  readonly fullRead: Problem | null;
  /** Set when nothing may be removed because of this reading. */
  readonly doubt: Problem | null;
}

/** One domain. */
export interface DirectorySource {
  /** Its DNS name, lower case. */
  readonly domain: string;
  /** The objectGUID of the domain itself; it never changes. */
  readDomainGuid(signal: AbortSignal): Promise<Result<ObjectGuid>>;
  /**
   * Where the domain is remembered between runs: brings that up to date, and answers nothing. Null where it cannot be remembered.
   * Absent where it never is.
   */
  bringUpToDate?(signal: AbortSignal): Promise<Result<BroughtUpToDate> | null>;
  /** Every object that may be a user, with the attributes of `directoryAttributes`. Expected trouble is in the reading. */
  readUsers(signal: AbortSignal): Promise<DirectoryReading>;
  /** Every group, of whatever kind, with its direct members and the attributes of `groupAttributes`. */
  readGroups(signal: AbortSignal): Promise<Reading<DirectoryGroup>>;
  /** Every contact, with the attributes of `contactAttributes`. */
  readContacts(signal: AbortSignal): Promise<Reading<DirectoryObject>>;
  /** Those of these units that the domain holds, with the place where each is now. */
  readUnits(objectGuids: readonly ObjectGuid[], signal: AbortSignal): Promise<Reading<DirectoryUnit>>;
  /**
   * Looks these objects up.
   * @param otherThan ask another controller than this one; null asks the usual one
   * @returns null when there is no other controller
   */
  lookUp(
    objectGuids: readonly ObjectGuid[],
    otherThan: string | null,
    signal: AbortSignal,
  ): Promise<Result<Lookup | null>>;
}

/** What a controller shows of one object that is looked up by its objectGUID, also among the deleted ones. */
export type Sighting =
  | { readonly kind: 'alive'; readonly distinguishedName: string }
  /** ISO 8601, and null where the controller does not say. */
  | { readonly kind: 'deleted'; readonly deletedAt: string | null }
  /** It is not there, or the account may not see it: that proves nothing (rule R1). */
  | { readonly kind: 'unseen' };

export interface Lookup {
  /** Host name of the controller that was asked. */
  readonly controller: string;
  /** Of every object that was asked for. */
  readonly sightings: ReadonlyMap<ObjectGuid, Sighting>;
}

export interface DirectoryGroup extends DirectoryObject {
  readonly distinguishedName: string;
  /** S-1-… */
  readonly sid: string | null;
  readonly members: readonly MemberReference[];
  /** Of a group that has the members of the groups in it, too: so many of them nobody could find. */
  readonly unresolved?: number;
  /** Of such a group: the groups in it, however deep, whose people are members in their place. */
  readonly ways?: ReadonlySet<ObjectGuid>;
}

/** A direct member. One of another forest is a stand-in with a GUID of its own and the SID of whom it stands for (rule R23). */
export interface MemberReference {
  readonly objectGuid: ObjectGuid;
  readonly sid: string | null;
}

export interface DirectoryUnit {
  readonly objectGuid: ObjectGuid;
  readonly domain: string;
  readonly distinguishedName: string;
}

/**
 * The attributes of a user that the steps after import look at; an adapter reads these and no others. None of the three lists may name what
 * changes without a change that could be followed: constructed, not replicated, or the other end of a link (rule R24).
 */
export const directoryAttributes = [
  'objectClass',
  'objectGUID',
  'objectSid',
  'primaryGroupID',
  'distinguishedName',
  'mS-DS-ConsistencyGuid',
  'userAccountControl',
  // ISO 8601; absent where it never is.
  'accountExpires',
  // ISO 8601, of a dynamic object ([MS-ADTS] 3.1.1.4.5.12, entryTTL): it then vanishes without a tombstone.
  'msDS-Entry-Time-To-Die',
  'isCriticalSystemObject',
  'adminDescription',
  'msExchRecipientTypeDetails',
  'sAMAccountName',
  'userPrincipalName',
  'cn',
  'displayName',
  'mail',
  'mailNickname',
  'proxyAddresses',
  'givenName',
  'sn',
  'title',
  'department',
  'company',
  'physicalDeliveryOfficeName',
  'streetAddress',
  'l',
  'st',
  'postalCode',
  'co',
  'c',
  'telephoneNumber',
  'mobile',
  'facsimileTelephoneNumber',
  'employeeID',
  'preferredLanguage',
  'msExchUsageLocation',
  'manager',
  ...extensionAttributes,
] as const;

export const groupAttributes = [
  'objectClass',
  'objectGUID',
  'objectSid',
  'distinguishedName',
  'groupType',
  'msDS-Entry-Time-To-Die',
  'isCriticalSystemObject',
  'adminDescription',
  'msExchRecipientTypeDetails',
  'sAMAccountName',
  'cn',
  'displayName',
  'description',
  'mail',
  'mailNickname',
  'proxyAddresses',
  'managedBy',
] as const;

export const contactAttributes = [
  'objectClass',
  'objectGUID',
  'distinguishedName',
  'isCriticalSystemObject',
  'adminDescription',
  'cn',
  'displayName',
  'mail',
  'mailNickname',
  'proxyAddresses',
  'targetAddress',
] as const;

export type DirectoryAttribute =
  | (typeof directoryAttributes)[number]
  | (typeof groupAttributes)[number]
  | (typeof contactAttributes)[number];

/** Of what is read as a user or as a group. */
export function typeOf({ attributes }: DirectoryObject): 'user' | 'group' {
  return attributes.objectClass?.includes('group') === true ? 'group' : 'user';
}

/** The first value, without blanks around it; null when there is none or nothing but blanks. */
export function firstValue(object: DirectoryObject, name: DirectoryAttribute): string | null {
  const value = object.attributes[name]?.[0]?.trim();
  return value === undefined || value === '' ? null : value;
}

export function allValues(object: DirectoryObject, name: DirectoryAttribute): readonly string[] {
  return object.attributes[name] ?? [];
}
