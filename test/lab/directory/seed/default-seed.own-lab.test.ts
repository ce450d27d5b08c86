import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Control, EqualityFilter, type Entry as LdapEntry } from 'ldapts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { LabAccount } from '../../lab-facts.ts';
import { pickLoopbackAddress } from '../../loopback-address.ts';
import { type Lab, startLab, stopLab } from '../../start-lab.ts';
import { withDirectory } from '../directory-connection.ts';
import { contosoDomain } from '../domain.ts';
import { type AttributeValue, listValues } from '../ldif.ts';
import { throughStrictProxy } from '../strict-proxy/through-strict-proxy.ts';
import { ldapsearch } from '../testing/ldapsearch.ts';
import { directorySeed } from './directory-seed.ts';
import { excludedOddUsers } from './excluded-odd-users.ts';
import { oddUsers } from './odd-users.ts';
import { countSeed } from './seed-counts.ts';
import { seedObjectDn, userEntry } from './seed-entries.ts';

const seed = directorySeed('default');
const counts = countSeed(seed);
let dir: string;
let lab: Lab;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'lab-'));
  lab = await startLab({ dir, address: pickLoopbackAddress(), tenantPort: 0, seed: 'default', strict: true });
});
afterAll(async () => {
  await stopLab(dir);
  await rm(dir, { recursive: true, force: true });
});

const staff = 'CN=GG-All-Staff,OU=Groups,OU=Contoso,DC=contoso,DC=test';
const people = '(objectClass=user)(!(objectClass=computer))';

describe('the default seed, as ldapsearch sees it', () => {
  test.each([
    ['people', `(&${people})`, counts.users + counts.excludedUsers + counts.serviceAccounts],
    [
      'members of the group of everybody',
      `(memberOf=${staff})`,
      counts.users + counts.excludedUsers + counts.contacts + counts.computers + counts.managedAccounts,
    ],
    ['contacts', '(objectClass=contact)', counts.contacts],
    ['managed accounts', '(objectClass=msDS-GroupManagedServiceAccount)', counts.managedAccounts],
    ['computers of every class', '(objectClass=computer)', counts.computers + counts.managedAccounts],
    ['groups', '(objectClass=group)', counts.groups],
    ['groups without members', '(&(objectClass=group)(!(member=*)))', seed.groups.filter(isEmpty).length],
    ['organisational units', '(objectClass=organizationalUnit)', counts.organizationalUnits],
    [
      'disabled people',
      '(&(objectClass=person)(userAccountControl:1.2.840.113556.1.4.803:=2))',
      seed.users.filter(isDisabled).length,
    ],
    ['protected people', `(&${people}(adminCount=1))`, 2],
    ['critical accounts', `(&${people}(isCriticalSystemObject=TRUE))`, 1],
    ['people with one shared mail address', '(mail=shared@contoso.test)', 2],
    ['people without a sign-in name', `(&${people}(!(userPrincipalName=*)))`, 3],
    ['people whose account has expired', '(accountExpires=130645440000000000)', 1],
  ])('%s', async (_what, filter, count) => {
    const options = { baseDn: `OU=Contoso,${lab.directory.baseDn}`, args: ['-E', 'pr=500/noprompt'] };
    expect((await ldapsearch(lab, options, filter, 'dn')).entries).toHaveLength(count);
  });

  test('is too large for one answer of a Windows controller', async () => {
    const limited = await ldapsearch(throughStrictProxy(lab), {}, '(objectClass=user)', 'dn');
    expect([limited.exitCode, limited.entries.length]).toStrictEqual([4, 1_000]);
  });
});

/** Every value as bytes, so that nothing is taken for something else on the way. */
async function readEntry(
  account: LabAccount,
  sAMAccountName: string,
  attributes: readonly string[],
): Promise<LdapEntry> {
  return await withDirectory(lab, account, async (client) => {
    const { searchEntries } = await client.search(
      lab.directory.baseDn,
      {
        filter: new EqualityFilter({ attribute: 'sAMAccountName', value: sAMAccountName }),
        attributes: [...attributes],
        explicitBufferAttributes: [...attributes],
      },
      attributes.includes('nTSecurityDescriptor') ? [new SecurityDescriptorControl()] : [],
    );
    const [entry] = searchEntries;
    if (entry === undefined) throw new Error(`${sAMAccountName} is not there.`);
    return entry;
  });
}

const sorted = (values: readonly AttributeValue[]) =>
  values.map((value) => Buffer.from(value).toString('hex')).toSorted();
const isBytes = (value: unknown): value is Buffer => Buffer.isBuffer(value);

describe('odd people', () => {
  // The account that binds reads them all, the protected ones too.
  test.each([...oddUsers, ...excludedOddUsers].map((user) => [user.sAMAccountName, user] as const))(
    '%s is in the directory exactly as the seed says',
    async (sAMAccountName, user) => {
      const { objectClass: _, ...attributes } = userEntry(user, contosoDomain).attributes;
      const entry = await readEntry(lab.directory.serviceAccount, sAMAccountName, ['cn', ...Object.keys(attributes)]);
      expect(sorted([entry.cn].flat().filter(isBytes))).toStrictEqual(sorted([user.commonName]));
      for (const [name, values] of Object.entries(attributes)) {
        expect(sorted([entry[name]].flat().filter(isBytes)), name).toStrictEqual(sorted(listValues(values)));
      }
    },
  );

  test('the loser of a conflict has the mark of a conflict in its name, escaped', async () => {
    const { dn } = await readEntry(lab.directory.serviceAccount, 'conflict.loser', ['cn']);
    expect(dn).toContain(String.raw`CN=Account Disabled\0ACNF:`);
  });

  test('the access list of the protected ones inherits nothing, that of others does', async () => {
    const { administrator } = lab.directory;
    const isProtected = async (name: string) => {
      const { nTSecurityDescriptor } = await readEntry(administrator, name, ['nTSecurityDescriptor']);
      if (!isBytes(nTSecurityDescriptor)) throw new Error('No security descriptor was read.');
      // SE_DACL_PROTECTED (MS-DTYP, section 2.4.6).
      return (nTSecurityDescriptor.readUInt16LE(2) & 0x1000) !== 0;
    };
    expect(await isProtected('account.protected')).toBe(true);
    expect(await isProtected('account.disabled')).toBe(false);
  });
});

test('every group has the members that the seed says, in circles, too', async () => {
  const names = new Set(['UG-Circle-A', 'UG-Circle-B', 'UG-Circle-C', 'UG-World', 'DL-Share-Read', 'GG-Project-07']);
  const groups = seed.groups.filter((group) => names.has(group.commonName));
  expect(groups).toHaveLength(names.size);
  for (const group of groups) {
    const { member } = await readEntry(lab.directory.serviceAccount, group.commonName, ['member']);
    const expected = group.members.map((place) => seedObjectDn(place, contosoDomain));
    expect(sorted([member].flat().filter(isBytes))).toStrictEqual(sorted(expected));
  }
});

/** Asks for owner, group and access list, which an administrator may read (MS-ADTS, section 3.1.1.3.4.1.11). */
class SecurityDescriptorControl extends Control {
  constructor() {
    super('1.2.840.113556.1.4.801', { critical: true });
  }

  override writeControl(writer: Parameters<NonNullable<Control['writeControl']>>[0]): void {
    writer.writeBuffer(Buffer.from([0x30, 0x03, 0x02, 0x01, 0x07]), 0x04);
  }
}

function isEmpty(group: (typeof seed.groups)[number]): boolean {
  return group.members.length === 0;
}

function isDisabled(user: (typeof seed.users)[number]): boolean {
  return !user.isEnabled;
}
