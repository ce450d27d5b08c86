/**
 * What the tenant must hold once the directory's people have been synchronised, worked out from the seed alone and on purpose
 * a second time: nothing here comes from the product, so that a mistake in its mapping does not hide itself.
 */
import type { SeedUser, TextAttribute } from './directory/seed/seed-user.ts';

export type ExpectedUser = {
  readonly userPrincipalName: string;
  readonly onPremisesImmutableId: string;
  readonly accountEnabled: boolean;
  readonly displayName: string;
  readonly mailNickname: string;
  readonly givenName: string | null;
  readonly surname: string | null;
  readonly jobTitle: string | null;
  readonly department: string | null;
  readonly companyName: string | null;
  readonly officeLocation: string | null;
  readonly streetAddress: string | null;
  readonly city: string | null;
  readonly state: string | null;
  readonly postalCode: string | null;
  readonly country: string | null;
  readonly usageLocation: string | null;
  readonly businessPhones: readonly string[];
  readonly mobilePhone: string | null;
  readonly employeeId: string | null;
  readonly mail: string | null;
  readonly preferredLanguage: string | null;
};

/** The domains that the lab's tenant has verified; the last is the one that every tenant is born with. */
const directorySuffix = 'contoso.test';
const initialSuffix = 'contoso.onmicrosoft.com';
const verifiedSuffixes: readonly string[] = [directorySuffix, initialSuffix];

export type ExpectedSides = {
  readonly arriving: readonly { readonly seedUser: SeedUser; readonly tenantUser: ExpectedUser }[];
  readonly held: readonly (HeldUser & { readonly objectGuid: string })[];
};

/**
 * What becomes of every user of a seed. `objectGuids` holds the 16 bytes of objectGUID by sAMAccountName, as the directory returns
 * them: they are the one thing about an object that the directory decides.
 */
export function expectSides(users: readonly SeedUser[], objectGuids: ReadonlyMap<string, Uint8Array>): ExpectedSides {
  const guidOf = ({ sAMAccountName }: SeedUser): Uint8Array => {
    const objectGuid = objectGuids.get(sAMAccountName);
    if (objectGuid === undefined) throw new Error(`No objectGUID is known for ${sAMAccountName}.`);
    return objectGuid;
  };
  const held = expectHeld(users);
  const heldUsers = new Set(held.map(({ user }) => user));
  return {
    arriving: users
      .filter((user) => !heldUsers.has(user))
      .map((seedUser) => ({ seedUser, tenantUser: expectTenantUser(seedUser, guidOf(seedUser)) })),
    held: held.map((each) => ({ ...each, objectGuid: guidText(guidOf(each.user)) })),
  };
}

export function expectTenantUser(user: SeedUser, objectGuid: Uint8Array): ExpectedUser {
  const value = (name: TextAttribute) => trimmed(user.attributes[name]);
  const anchor = user.attributes['mS-DS-ConsistencyGuid'] ?? objectGuid;
  const telephoneNumber = value('telephoneNumber');
  return {
    userPrincipalName: signInName(user),
    onPremisesImmutableId: Buffer.from(anchor).toString('base64'),
    accountEnabled: user.isEnabled,
    displayName: value('displayName') ?? user.commonName,
    mailNickname: mailNickname(user),
    givenName: value('givenName'),
    surname: value('sn'),
    jobTitle: value('title'),
    department: value('department'),
    companyName: value('company'),
    officeLocation: value('physicalDeliveryOfficeName'),
    streetAddress: value('streetAddress'),
    city: value('l'),
    state: value('st'),
    postalCode: value('postalCode'),
    country: value('co'),
    usageLocation: usageLocation(user),
    businessPhones: telephoneNumber === null ? [] : [telephoneNumber],
    mobilePhone: value('mobile'),
    employeeId: value('employeeID'),
    mail: value('mail'),
    preferredLanguage: value('preferredLanguage'),
  };
}

/** A name that the tenant cannot take moves to the domain it was born with; an account without one has the name that Windows implies. */
function signInName(user: SeedUser): string {
  const name = trimmed(user.attributes.userPrincipalName) ?? `${user.sAMAccountName}@${directorySuffix}`;
  return isSignInName(name) ? name : `${mailNickname(user)}@${initialSuffix}`;
}

function isSignInName(name: string): boolean {
  const suffix = name.slice(name.lastIndexOf('@') + 1);
  const [, local] = /^((?!\.)[A-Za-z0-9'._!#^~-]{1,64}(?<!\.))@[^@]+$/.exec(name) ?? [];
  return local !== undefined && verifiedSuffixes.includes(suffix.toLowerCase());
}

/** The primary address is the one whose kind is written in capitals. */
function mailNickname(user: SeedUser): string {
  const { mailNickname: nickname, mail, userPrincipalName, proxyAddresses = [] } = user.attributes;
  const primaryAddress = proxyAddresses.find((address) => address.startsWith('SMTP:'))?.slice('SMTP:'.length);
  return (
    trimmed(nickname) ??
    localPart(primaryAddress) ??
    localPart(mail) ??
    localPart(userPrincipalName) ??
    user.sAMAccountName
  );
}

/** The one code in the seed that belongs to no country. */
const noCountry = 'ZZ';

function usageLocation(user: SeedUser): string | null {
  const code = trimmed(user.attributes.msExchUsageLocation) ?? trimmed(user.attributes.c);
  return code === noCountry ? null : code;
}

/** Why a synchronisation must leave somebody alone that its rules would take. */
export type HeldReason = 'value invalid' | 'anchor taken twice' | 'name taken twice' | 'mail taken twice';
export type HeldUser = { readonly user: SeedUser; readonly reason: HeldReason };

/** Whoever shares what only one may have is held, and so are all that share it; who has a value that does not fit shares nothing. */
export function expectHeld(users: readonly SeedUser[]): readonly HeldUser[] {
  const unfit = users.filter((user) => !fitsTenant(user));
  const fit = users.filter(fitsTenant);
  const reasons = new Map<SeedUser, HeldReason>(unfit.map((user) => [user, 'value invalid']));
  for (const [reason, share] of shared) {
    for (const user of sharing(fit, share)) {
      if (!reasons.has(user)) reasons.set(user, reason);
    }
  }
  return users.flatMap((user) => {
    const reason = reasons.get(user);
    return reason === undefined ? [] : [{ user, reason }];
  });
}

const shared: readonly (readonly [HeldReason, (user: SeedUser) => string | null])[] = [
  ['anchor taken twice', ({ attributes }) => hex(attributes['mS-DS-ConsistencyGuid'])],
  ['name taken twice', (user) => signInName(user).toLowerCase()],
  ['mail taken twice', ({ attributes }) => trimmed(attributes.mail)?.toLowerCase() ?? null],
];

function sharing(users: readonly SeedUser[], share: (user: SeedUser) => string | null): readonly SeedUser[] {
  const byValue = Map.groupBy(users, share);
  return users.filter((user) => share(user) !== null && (byValue.get(share(user))?.length ?? 0) > 1);
}

/** Longer values of other attributes do not exist: the directory's own limits are as narrow. */
function fitsTenant(user: SeedUser): boolean {
  const { mail, preferredLanguage = '', 'mS-DS-ConsistencyGuid': anchor } = user.attributes;
  const nickname = mailNickname(user);
  return (
    (anchor === undefined || anchor.length === 16) &&
    isSignInName(signInName(user)) &&
    nickname.length <= 64 &&
    /^[\x21-\x7e]+$/.test(nickname) &&
    !/[@()\\[\]";:<>,]/.test(nickname) &&
    (mail === undefined || /^[^@\s]+@[^@\s]+$/.test(mail)) &&
    preferredLanguage.length <= 64
  );
}

/** The first three parts are little-endian numbers (MS-DTYP, section 2.3.4). */
export function guidText(bytes: Uint8Array): string {
  const order = [3, 2, 1, 0, 5, 4, 7, 6, 8, 9, 10, 11, 12, 13, 14, 15];
  const digits = order.map((index) => (bytes[index] ?? 0).toString(16).padStart(2, '0')).join('');
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

function hex(bytes: Uint8Array | undefined): string | null {
  return bytes === undefined ? null : Buffer.from(bytes).toString('hex');
}

function localPart(address: string | undefined): string | null {
  return trimmed(address?.slice(0, Math.max(0, address.lastIndexOf('@'))));
}

function trimmed(value: string | undefined): string | null {
  const text = value?.trim() ?? '';
  return text === '' ? null : text;
}
