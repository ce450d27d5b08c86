/**
 * The mapping of a user, row by row: which directory attributes a tenant attribute comes from, and what the tenant can hold.
 * Lengths and character rules are those of Microsoft Graph v1.0, resource type user. The sign-in name has rules of its own
 * (sign-in-name.ts).
 */
import type { AttributeValue } from '../contract/plan.ts';
import type { NewUserSettings } from '../contract/settings.ts';
import { countryCodes } from './country-codes.ts';
import { type DirectoryAttribute, type DirectoryObject, firstValue } from './directory-source.ts';
import { extensionAttributes } from './extension-attributes.ts';
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

/** userAccountControl bit of a disabled account ([MS-ADTS] 2.2.16). */
const accountDisabledBit = 0x2n;

const text = (target: MappingRow['target'], source: DirectoryAttribute, maxLength: number): MappingRow => ({
  target,
  source: (object) => firstValue(object, source),
  maxLength,
  isClearable: true,
  flow: 'always',
});

const mailNickname = {
  target: 'mailNickname',
  maxLength: 64,
  // ASCII without blanks and @ ( ) \\ [ ] " ; : < > ,
  allowed: /^[!#-'*+\-./0-9=?A-Z^_`a-z{|}~]+$/,
  isClearable: false,
} as const;

const usageLocation = { target: 'usageLocation', isClearable: false } as const;

export const userMapping: readonly MappingRow[] = [
  {
    target: 'accountEnabled',
    source: (object) => isSignInAllowed(object),
    isClearable: false,
    flow: 'always',
  },
  {
    target: 'displayName',
    source: (object) => firstValue(object, 'displayName') ?? firstValue(object, 'cn'),
    maxLength: 256,
    isClearable: false,
    flow: 'always',
  },
  // The fallbacks are good for a beginning; later only the attribute of the same name is followed.
  { ...mailNickname, source: (object) => mailNicknameOf(object), flow: 'creation' },
  { ...mailNickname, source: (object) => firstValue(object, 'mailNickname'), flow: 'always' },
  { ...text('mail', 'mail', 1024), allowed: /^[^@\s]+@[^@\s]+$/, isClearable: false },
  text('givenName', 'givenName', 64),
  text('surname', 'sn', 64),
  text('jobTitle', 'title', 128),
  text('department', 'department', 64),
  text('companyName', 'company', 64),
  text('officeLocation', 'physicalDeliveryOfficeName', 128),
  text('streetAddress', 'streetAddress', 1024),
  text('city', 'l', 128),
  text('state', 'st', 128),
  text('postalCode', 'postalCode', 40),
  text('country', 'co', 128),
  {
    target: 'businessPhones',
    // The tenant takes one number here, as a list.
    source: (object) => [firstValue(object, 'telephoneNumber')].filter((number) => number !== null),
    maxLength: 64,
    isClearable: true,
    flow: 'always',
  },
  text('mobilePhone', 'mobile', 64),
  text('faxNumber', 'facsimileTelephoneNumber', 64),
  text('employeeId', 'employeeID', 16),
  text('preferredLanguage', 'preferredLanguage', 64),
  // The constant is for a beginning, too: it must not undo what somebody set in the tenant afterwards.
  { ...usageLocation, source: (_object, newUsers) => newUsers.usageLocation, flow: 'creation' },
  { ...usageLocation, source: (object) => usageLocationOf(object), flow: 'always' },
  // A directory without Exchange's schema has none of them, and must not clear what somebody keeps there in the tenant.
  ...extensionAttributes.map((name) => ({ ...text(name, name, 1024), isClearable: false })),
];

/** Null when userAccountControl is missing or no number: then nobody knows, and nothing may be concluded. */
export function isSignInAllowed(object: DirectoryObject): boolean | null {
  const value = firstValue(object, 'userAccountControl');
  return value !== null && /^-?\d+$/.test(value) ? (BigInt(value) & accountDisabledBit) === 0n : null;
}

/** In this order, as Entra Connect and Cloud Sync choose it. */
export function mailNicknameOf(object: DirectoryObject): string | null {
  const primaryAddress = object.attributes.proxyAddresses?.find((address) => address.startsWith('SMTP:'))?.slice(5);
  return (
    firstValue(object, 'mailNickname') ??
    localPartOf(primaryAddress ?? null) ??
    localPartOf(firstValue(object, 'mail')) ??
    localPartOf(firstValue(object, 'userPrincipalName')) ??
    firstValue(object, 'sAMAccountName')
  );
}

function localPartOf(address: string | null): string | null {
  const local = address?.split('@')[0];
  return local === undefined || local === '' ? null : local;
}

/** msExchUsageLocation, else the country when it is one (rule R29). */
function usageLocationOf(object: DirectoryObject): string | null {
  const code = (firstValue(object, 'msExchUsageLocation') ?? firstValue(object, 'c'))?.toUpperCase();
  return code !== undefined && countryCodes.has(code) ? code : null;
}
