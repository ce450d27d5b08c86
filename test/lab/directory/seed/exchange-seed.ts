/** The same directory after Exchange has been in it: mailboxes of several kinds, nicknames, and accounts of Exchange's own. */
import type { AttributeValues } from '../ldif.ts';
import type { DirectorySeed } from './directory-seed.ts';
import { oddUnit, oddUser } from './odd-user.ts';
import { withAttributes } from './plain-user.ts';
import type { SeedUser } from './seed-user.ts';

export function withExchange(seed: DirectorySeed): DirectorySeed {
  return {
    ...seed,
    users: seed.users.map((user, index) => (isOdd(user) ? user : withMailbox(user, index))),
    excludedUsers: [...seed.excludedUsers, ...systemMailboxes],
    contacts: seed.contacts.map((contact) => ({
      ...contact,
      attributes: {
        ...contact.attributes,
        targetAddress: `SMTP:${contact.attributes.mail}`,
        msExchRecipientTypeDetails: recipientType.mailContact,
      },
    })),
    groups: seed.groups.map((group) => {
      if (group.attributes?.mail === undefined) return group;
      const msExchRecipientTypeDetails = recipientType.mailUniversalDistributionGroup;
      return { ...group, attributes: { ...group.attributes, msExchRecipientTypeDetails } };
    }),
  };
}

/** Bits of msExchRecipientTypeDetails. The remote mailbox is the one that 32 bits cannot hold with a sign (rule R16). */
const recipientType = {
  userMailbox: '1',
  sharedMailbox: '4',
  roomMailbox: '16',
  mailContact: '64',
  mailUniversalDistributionGroup: '256',
  remoteUserMailbox: '2147483648',
  arbitrationMailbox: '8388608',
  discoveryMailbox: '536870912',
} as const;

const kinds = [
  ...Array.from({ length: 7 }, () => recipientType.userMailbox),
  recipientType.remoteUserMailbox,
  recipientType.sharedMailbox,
  recipientType.roomMailbox,
];

function withMailbox(user: SeedUser, index: number): SeedUser {
  if (user.attributes.mail === undefined) return user;
  const withNickname = withAttributes(user, {
    mailNickname: index % 2 === 0 ? user.sAMAccountName : user.sAMAccountName.replaceAll('.', '-'),
    ...(index % 5 === 0 && { msExchUsageLocation: 'FR' }),
  });
  const further: AttributeValues = {
    msExchRecipientTypeDetails: kinds[index % kinds.length],
    msExchHideFromAddressLists: index % 25 === 0 ? 'TRUE' : 'FALSE',
    msExchMailboxGuid: mailboxGuid(index),
    ...extensionAttributes(index),
  };
  return { ...withNickname, furtherAttributes: { ...user.furtherAttributes, ...further } };
}

/** Every twentieth has all fifteen, the others have two. */
function extensionAttributes(index: number): AttributeValues {
  const numbers = index % 20 === 0 ? Array.from({ length: 15 }, (_, position) => position + 1) : [1, 15];
  return Object.fromEntries(numbers.map((number) => [`extensionAttribute${number}`, `Value ${number} of ${index}`]));
}

function mailboxGuid(index: number): Uint8Array {
  const bytes = Buffer.alloc(16, 0xe5);
  bytes.writeUInt32BE(index);
  return bytes;
}

/** No people: a synchronisation leaves them alone because of their kind or of their nickname. */
const systemMailboxes: readonly SeedUser[] = [
  oddUser('SM_4f0c9a1b2d3e', {
    commonName: 'SystemMailbox{1f05a927-e7f2-4d4a-a9ff-1d5f6a3b7c11}',
    attributes: { mailNickname: 'SystemMailbox{1f05a927-e7f2-4d4a-a9ff-1d5f6a3b7c11}' },
    furtherAttributes: { msExchRecipientTypeDetails: recipientType.arbitrationMailbox },
    without: ['mail'],
  }),
  oddUser('SM_discovery', {
    commonName: 'DiscoverySearchMailbox {D919BA05-46A6-415f-80AD-7E09334BB852}',
    furtherAttributes: { msExchRecipientTypeDetails: recipientType.discoveryMailbox },
    without: ['mail'],
  }),
];

function isOdd(user: SeedUser): boolean {
  return user.organizationalUnit[1] === oddUnit[1];
}
