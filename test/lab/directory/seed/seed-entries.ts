/** Turns a seed into directory entries, in an order in which they can be added one after the other, and into what joins them. */
import { escapeNameValue, organizationalUnitDn } from '../distinguished-name.ts';
import type { Domain } from '../domain.ts';
import type { Entry } from '../ldif.ts';
import type { DirectorySeed } from './directory-seed.ts';
import type { GroupKind, SeedComputer, SeedGroup } from './excluded-objects.ts';
import type { SeedContact } from './seed-contacts.ts';
import type { SeedManagedAccount } from './seed-machines.ts';
import type { SeedPlace } from './seed-place.ts';
import { listSeedUnits } from './seed-units.ts';
import type { SeedUser } from './seed-user.ts';
import { accountDisabled, normalAccount, passwordNotRequired, workstationAccount } from './user-account-control.ts';

export function* seedEntries(seed: DirectorySeed, domain: Domain): Generator<Entry> {
  for (const path of listSeedUnits(seed)) yield unitEntry(path, domain);
  for (const user of seed.users) yield withProtection(userEntry(user, domain), user);
  for (const user of seed.excludedUsers) yield withProtection(userEntry(user, domain), user);
  for (const contact of seed.contacts) yield contactEntry(contact, domain);
  for (const computer of seed.computers) yield computerEntry(computer, domain);
  for (const account of seed.managedAccounts) yield managedAccountEntry(account, domain);
  for (const group of seed.groups) yield groupEntry(group, domain);
}

/** Values that are added once every entry is there: who is in which group and whose manager, and which entries belong to the system. */
export function* seedAdditions(seed: DirectorySeed, domain: Domain): Generator<Entry> {
  for (const user of seed.excludedUsers) {
    if (user.isCritical) yield { dn: seedObjectDn(user, domain), attributes: { isCriticalSystemObject: 'TRUE' } };
  }
  for (const { manager, ...user } of seed.users) {
    if (manager) yield { dn: seedObjectDn(user, domain), attributes: { manager: seedObjectDn(manager, domain) } };
  }
  for (const group of seed.groups) {
    if (group.members.length === 0) continue;
    const member = group.members.map((place) => seedObjectDn(place, domain));
    yield { dn: seedObjectDn(group, domain), attributes: { member } };
  }
}

export function seedObjectDn(place: SeedPlace, domain: Domain): string {
  return `CN=${escapeNameValue(place.commonName)},${organizationalUnitDn(place.organizationalUnit, domain.baseDn)}`;
}

/** Nobody signs in as the seed's people: they have no password and need none. */
export function userEntry(user: SeedUser, domain: Domain): Entry {
  const flags = normalAccount | passwordNotRequired | (user.isEnabled ? 0 : accountDisabled);
  return {
    dn: seedObjectDn(user, domain),
    attributes: {
      objectClass: user.objectClass,
      sAMAccountName: user.sAMAccountName,
      userAccountControl: String(flags),
      ...user.attributes,
      ...user.furtherAttributes,
    },
  };
}

/**
 * P: nothing is inherited. Domain administrators and the system may do everything, whoever signs in may read; in the notation of
 * MS-DTYP, section 2.5.1, which Samba's offline tools read.
 */
const protectedAccessList =
  'O:DAG:DAD:PAI(A;;RPWPCRCCDCLCLORCWOWDSDSW;;;DA)(A;;RPWPCRCCDCLCLORCWOWDSDSW;;;SY)(A;;RPLCLORC;;;AU)';

function withProtection({ dn, attributes }: Entry, user: SeedUser): Entry {
  if (!user.isProtected) return { dn, attributes };
  return { dn, attributes: { ...attributes, adminCount: '1', nTSecurityDescriptor: protectedAccessList } };
}

function unitEntry(path: readonly string[], domain: Domain): Entry {
  return { dn: organizationalUnitDn(path, domain.baseDn), attributes: { objectClass: 'organizationalUnit' } };
}

function contactEntry(contact: SeedContact, domain: Domain): Entry {
  return { dn: seedObjectDn(contact, domain), attributes: { objectClass: 'contact', ...contact.attributes } };
}

function computerEntry(computer: SeedComputer, domain: Domain): Entry {
  return {
    dn: seedObjectDn(computer, domain),
    attributes: {
      objectClass: 'computer',
      sAMAccountName: `${computer.commonName}$`,
      userAccountControl: String(workstationAccount),
      dNSHostName: `${computer.commonName.toLowerCase()}.${domain.dnsName}`,
    },
  };
}

/** Samba makes no password for it; nobody signs in as it. */
function managedAccountEntry(account: SeedManagedAccount, domain: Domain): Entry {
  return {
    dn: seedObjectDn(account, domain),
    attributes: {
      objectClass: 'msDS-GroupManagedServiceAccount',
      sAMAccountName: `${account.commonName}$`,
      userAccountControl: String(workstationAccount),
      dNSHostName: `${account.commonName}.${domain.dnsName}`,
      'msDS-ManagedPasswordInterval': '30',
      'msDS-SupportedEncryptionTypes': '28',
    },
  };
}

/** groupType is a signed 32-bit number whose highest bit says: security (MS-ADTS, section 2.2.12). */
const security = -0x8000_0000;
const groupTypes: Readonly<Record<GroupKind, number>> = {
  global: security + 2,
  'domain local': security + 4,
  universal: security + 8,
  distribution: 8,
};

function groupEntry(group: SeedGroup, domain: Domain): Entry {
  return {
    dn: seedObjectDn(group, domain),
    attributes: {
      objectClass: 'group',
      sAMAccountName: groupAccountName(group),
      groupType: String(groupTypes[group.kind ?? 'global']),
      ...group.attributes,
    },
  };
}

/** Without what no account's name may have (MS-SAMR, section 3.1.1.6). */
export function groupAccountName({ commonName, attributes }: SeedGroup): string {
  const { sAMAccountName } = attributes ?? {};
  return typeof sAMAccountName === 'string' ? sAMAccountName : commonName.replace(/["/\\[\]:;|=,+*?<>]/g, '_');
}
