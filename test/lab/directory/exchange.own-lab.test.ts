import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { expectHeld } from '../expected-tenant.ts';
import { pickLoopbackAddress } from '../loopback-address.ts';
import { type Lab, startLab, stopLab } from '../start-lab.ts';
import { changeUser } from './administer-directory.ts';
import { directorySeed } from './seed/directory-seed.ts';
import { ldapsearch } from './testing/ldapsearch.ts';

let dir: string;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'lab-'));
});
afterAll(async () => await rm(dir, { recursive: true, force: true }));

const schemaOf = async (lab: Lab, attribute: string) => {
  const options = { baseDn: `CN=Schema,CN=Configuration,${lab.directory.baseDn}` };
  const { entries } = await ldapsearch(
    lab,
    options,
    `(lDAPDisplayName=${attribute})`,
    'attributeID',
    'attributeSyntax',
  );
  return entries[0]?.split('\n').slice(1).toSorted();
};
const count = async (lab: Lab, filter: string) =>
  (await ldapsearch(lab, { args: ['-E', 'pr=500/noprompt'] }, filter, 'dn')).entries.length;

describe('with Exchange', () => {
  const seed = directorySeed('default', true);
  let lab: Lab;

  beforeAll(async () => {
    const folder = join(dir, 'with');
    lab = await startLab({
      dir: folder,
      address: pickLoopbackAddress(),
      tenantPort: 0,
      seed: 'default',
      exchange: true,
    });
  });
  afterAll(async () => await stopLab(lab.dir));

  test.each([
    ['mailNickname', '1.2.840.113556.1.2.447', '2.5.5.12'],
    ['msExchRecipientTypeDetails', '1.2.840.113556.1.4.7000.102.50855', '2.5.5.16'],
    ['msExchUsageLocation', '1.2.840.113556.1.4.7000.102.51767', '2.5.5.12'],
    ['extensionAttribute1', '1.2.840.113556.1.2.423', '2.5.5.12'],
    ['extensionAttribute10', '1.2.840.113556.1.2.432', '2.5.5.12'],
    ['extensionAttribute11', '1.2.840.113556.1.2.599', '2.5.5.12'],
    ['extensionAttribute15', '1.2.840.113556.1.2.603', '2.5.5.12'],
  ])('the schema has %s as Exchange defines it', async (attribute, oid, syntax) => {
    expect(await schemaOf(lab, attribute)).toStrictEqual([`attributeID: ${oid}`, `attributeSyntax: ${syntax}`]);
  });

  test('people, contacts and groups have the values of the seed', async () => {
    const withNickname = seed.users.filter((user) => user.attributes.mailNickname !== undefined);
    expect(withNickname.length).toBeGreaterThan(900);
    expect(await count(lab, '(&(objectClass=user)(mailNickname=*)(mail=*))')).toBe(withNickname.length);
    const remote = seed.users.filter((user) => user.furtherAttributes?.msExchRecipientTypeDetails === '2147483648');
    expect(await count(lab, '(msExchRecipientTypeDetails=2147483648)')).toBe(remote.length);
    expect(await count(lab, '(&(objectClass=contact)(targetAddress=SMTP:*))')).toBe(seed.contacts.length);
    const all = Array.from({ length: 15 }, (_, index) => `(extensionAttribute${index + 1}=*)`).join('');
    expect(await count(lab, `(&${all})`)).toBe(
      seed.users.filter((user) => user.furtherAttributes?.extensionAttribute2).length,
    );
    expect(await count(lab, '(&(objectClass=group)(msExchRecipientTypeDetails=256))')).toBe(3);
  });

  test('nobody else is held than without it', () => {
    const names = (users: typeof seed.users) => expectHeld(users).map(({ user }) => user.sAMAccountName);
    expect(names(seed.users)).toStrictEqual(names(directorySeed('default').users));
  });
});

describe('without Exchange', () => {
  let lab: Lab;

  beforeAll(async () => {
    lab = await startLab({ dir: join(dir, 'without'), address: pickLoopbackAddress(), tenantPort: 0 });
  });
  afterAll(async () => await stopLab(lab.dir));

  test('the schema has no such attributes, and nobody can get them', async () => {
    expect(await schemaOf(lab, 'mailNickname')).toBeUndefined();
    expect(lab.directory.hasExchange).toBe(false);
    await expect(changeUser(lab, 'anna.schmidt', { mailNickname: 'anna' })).rejects.toMatchObject({ code: 16 });
  });

  test('a folder keeps what it began with', async () => {
    const otherwise = { dir: lab.dir, address: lab.address, tenantPort: 0 };
    await expect(startLab({ ...otherwise, exchange: true })).rejects.toThrow('without the schema of Exchange');
    await expect(startLab({ ...otherwise, seed: 'default' })).rejects.toThrow('with the seed "small"');
    await lab.stop();
    await expect(startLab({ ...otherwise, exchange: true })).rejects.toThrow('without the schema of Exchange');
    await expect(startLab({ ...otherwise, seed: 'default' })).rejects.toThrow('from the seed "small"');
    lab = await startLab({ ...otherwise, isFresh: true, exchange: true });
    expect(lab.directory).toMatchObject({ seed: 'small', hasExchange: true });
  });
});
