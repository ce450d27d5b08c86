/** One person of the seed, as data: everything the directory is told about it, and nothing computed. */
import type { AttributeValues } from '../ldif.ts';
import type { SeedPlace } from './seed-place.ts';

export type SeedUser = SeedPlace & {
  readonly objectClass: 'user' | 'inetOrgPerson';
  readonly sAMAccountName: string;
  readonly isEnabled: boolean;
  readonly attributes: SeedUserAttributes;
  readonly manager?: SeedPlace;
  /** What the directory is told besides, and no tenant user is made from. */
  readonly furtherAttributes?: AttributeValues;
  /** adminCount is 1 and the access list inherits nothing, as Windows leaves whoever is or was an administrator. */
  readonly isProtected?: true;
  /** isCriticalSystemObject, as the directory's own accounts have it. */
  readonly isCritical?: true;
};

export type SeedUserAttributes = {
  readonly [Name in TextAttribute]?: string;
} & {
  readonly otherTelephone?: readonly string[];
  readonly proxyAddresses?: readonly string[];
  readonly 'mS-DS-ConsistencyGuid'?: Uint8Array;
};

export type TextAttribute =
  | 'userPrincipalName'
  | 'givenName'
  | 'sn'
  | 'displayName'
  | 'title'
  | 'department'
  | 'company'
  | 'physicalDeliveryOfficeName'
  | 'streetAddress'
  | 'l'
  | 'st'
  | 'postalCode'
  | 'co'
  | 'c'
  | 'telephoneNumber'
  | 'mobile'
  | 'employeeID'
  | 'mail'
  /** These two only in a forest whose schema has the Exchange extension. */
  | 'mailNickname'
  | 'msExchUsageLocation'
  | 'preferredLanguage'
  | 'adminDescription';

/** The unit that holds everything the seed makes; a synchronisation of the lab starts here. */
export const topUnit = 'Contoso';
