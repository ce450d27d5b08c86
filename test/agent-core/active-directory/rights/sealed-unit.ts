/** A unit of the lab's domain in which nobody but administrators may look, with one object of every kind that the agent reads. */
import { randomUUID } from 'node:crypto';
import { Attribute, type Client } from 'ldapts';
import { guidTextOf } from '../../../../agent-core/active-directory/object-guid.ts';
import { writeAccessEntry } from '../../../../agent-core/active-directory/rights/access-entry.ts';
import { writeSecurityDescriptor } from '../../../../agent-core/active-directory/rights/security-descriptor.ts';
import { type ObjectGuid, objectGuidSchema } from '../../../../agent-core/contract/identifiers.ts';
import { Secret } from '../../../../agent-core/contract/secret.ts';
import { withDirectory } from '../../../lab/directory/directory-connection.ts';
import type { LabFacts } from '../../../lab/lab-facts.ts';

export interface SealedUnit {
  readonly objectGuid: ObjectGuid;
  readonly distinguishedName: string;
  /** An ordinary account without any right of its own. */
  readonly account: string;
  readonly password: Secret;
  remove(): Promise<void>;
}

const normalAccountWithoutExpiry = '66048';
const domainAdministrators = 'S-1-5-32-544';
const everything = 0xf01ff;
const isProtected = 0x1000;
const belowAsWell = 2;

/** Administrators may do everything here and below, and what stands further up does not count. */
function sealed(): Buffer {
  const absent = { kind: 'absent' } as const;
  const entry = { kind: 'allow', flags: belowAsWell, mask: everything, objectType: null, inheritedType: null } as const;
  const entries = [domainAdministrators, 'S-1-5-18'].map((sid) => writeAccessEntry({ ...entry, sid }));
  return writeSecurityDescriptor({
    ...{ control: isProtected, managerControl: 0, owner: null, group: null, systemList: absent },
    accessList: { kind: 'entries', revision: 4, entries },
  });
}

/** Nothing but what is inherited, instead of what the schema gives every new object. */
function bare(): Buffer {
  const absent = { kind: 'absent' } as const;
  return writeSecurityDescriptor({
    ...{ control: 0, managerControl: 0, owner: null, group: null, systemList: absent },
    accessList: { kind: 'entries', revision: 4, entries: [] },
  });
}

export async function makeSealedUnit(lab: LabFacts): Promise<SealedUnit> {
  const { baseDn, domainName, administrator } = lab.directory;
  const tag = randomUUID().slice(0, 8);
  const distinguishedName = `OU=Sealed ${tag},${baseDn}`;
  const accountDn = `CN=rights-${tag},CN=Users,${baseDn}`;
  const account = `rights-${tag}@${domainName}`;
  const password = `${randomUUID()}-Aa1`;
  const of = (objectClass: string, values: Readonly<Record<string, string>> = {}) => ({ objectClass, ...values });
  const person = (name: string) => ({
    sAMAccountName: `${name}-${tag}`,
    userAccountControl: '546',
    adminDescription: 'User_',
  });
  const objectGuid = await withDirectory(lab, administrator, async (client) => {
    await add(client, accountDn, {
      ...of('user', { sAMAccountName: `rights-${tag}`, userPrincipalName: account }),
      adminDescription: 'User_ServiceAccount',
      userAccountControl: normalAccountWithoutExpiry,
      unicodePwd: Buffer.from(`"${password}"`, 'utf16le'),
    });
    const within = { nTSecurityDescriptor: bare() };
    await add(client, distinguishedName, { ...of('organizationalUnit'), nTSecurityDescriptor: sealed() });
    await add(client, `OU=Inner,${distinguishedName}`, { ...of('organizationalUnit'), ...within });
    await add(client, `CN=Box,${distinguishedName}`, { ...of('container'), ...within });
    await add(client, `CN=in-inner,OU=Inner,${distinguishedName}`, { ...of('contact'), ...within });
    await add(client, `CN=in-box,CN=Box,${distinguishedName}`, { ...of('contact'), ...within });
    await add(client, `CN=user,${distinguishedName}`, { ...of('user', person('user')), ...within });
    await add(client, `CN=person,${distinguishedName}`, { ...of('inetOrgPerson', person('person')), ...within });
    await add(client, `CN=contact,${distinguishedName}`, { ...of('contact', { mail: 'a@b.test' }), ...within });
    await add(client, `CN=group,${distinguishedName}`, {
      ...of('group', { sAMAccountName: `group-${tag}`, member: `CN=contact,${distinguishedName}` }),
      ...within,
    });
    const search = { scope: 'base', attributes: ['objectGUID'], explicitBufferAttributes: ['objectGUID'] } as const;
    const { searchEntries } = await client.search(distinguishedName, {
      ...search,
      attributes: [...search.attributes],
      explicitBufferAttributes: [...search.explicitBufferAttributes],
    });
    const value = searchEntries[0]?.objectGUID;
    return objectGuidSchema.parse(Buffer.isBuffer(value) ? guidTextOf(value) : null);
  });
  const remove = async () => {
    await withDirectory(lab, administrator, async (client) => {
      const { searchEntries } = await client.search(distinguishedName, { attributes: ['objectClass'] });
      const deepestFirst = searchEntries.map(({ dn }) => dn).toSorted((one, other) => other.length - one.length);
      for (const dn of [...deepestFirst, accountDn]) await client.del(dn);
    });
  };
  return { objectGuid, distinguishedName, account, password: new Secret(password), remove };
}

async function add(client: Client, dn: string, values: Readonly<Record<string, string | Buffer>>): Promise<void> {
  await client.add(
    dn,
    Object.entries(values).map(([type, value]) => new Attribute({ type, values: [Buffer.from(value)] })),
  );
}
