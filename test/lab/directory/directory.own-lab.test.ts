import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Attribute, Change } from 'ldapts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { LabAccount } from '../lab-facts.ts';
import { pickLoopbackAddress } from '../loopback-address.ts';
import { inspectLab, type Lab, startLab, stopLab } from '../start-lab.ts';
import { addUser, changeUser, deleteUser, readObjectGuids } from './administer-directory.ts';
import { withDirectory } from './directory-connection.ts';
import { contosoDomain } from './domain.ts';
import { listListeningSockets } from './listening-sockets.ts';
import { excludedUsers } from './seed/excluded-objects.ts';
import { seedCounts } from './seed/seed-counts.ts';
import { seedObjectDn } from './seed/seed-entries.ts';
import type { SeedUser } from './seed/seed-user.ts';
import { seedUsers } from './seed/seed-users.ts';

let dir: string;
let lab: Lab;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'lab-'));
  lab = await startLab({ dir, address: pickLoopbackAddress(), tenantPort: 0 });
});
afterAll(async () => {
  await stopLab(dir);
  await rm(dir, { recursive: true, force: true });
});

/** The entries that Debian's own `ldapsearch` finds below OU=Contoso, as LDIF with one attribute a line. */
async function ldapsearch(filter: string, ...attributes: readonly string[]): Promise<readonly string[]> {
  const { serviceAccount, baseDn } = lab.directory;
  const { stdout } = await promisify(execFile)(
    'ldapsearch',
    [
      ...['-x', '-LLL', '-o', 'ldif_wrap=no', '-H', `ldaps://${lab.address}`, '-b', `OU=Contoso,${baseDn}`],
      ...['-D', serviceAccount.userPrincipalName, '-y', serviceAccount.passwordPath],
      ...[filter, ...attributes],
    ],
    { env: { ...process.env, LDAPTLS_CACERT: lab.authorityCertificatePath, LDAPTLS_REQCERT: 'demand' } },
  );
  return stdout.trim() === '' ? [] : stdout.trim().split('\n\n');
}

async function readUser(sAMAccountName: string, ...attributes: readonly string[]) {
  return await withDirectory(lab, lab.directory.serviceAccount, async (client) => {
    const { searchEntries } = await client.search(lab.directory.baseDn, {
      filter: `(sAMAccountName=${sAMAccountName})`,
      attributes: [...attributes],
    });
    return searchEntries[0];
  });
}

describe('the seed, as ldapsearch sees it', () => {
  test.each([
    [
      'people to synchronise',
      '(&(memberOf=CN=GG-All-Staff,OU=Groups,OU=Contoso,DC=contoso,DC=test))',
      seedCounts.users,
    ],
    [
      'people in all',
      '(&(objectClass=user)(!(objectClass=computer)))',
      seedCounts.users + seedCounts.excludedUsers + seedCounts.serviceAccounts,
    ],
    [
      'people that the default rules leave',
      '(&(objectClass=user)(!(objectClass=computer))(!(adminDescription=User_*))(!(sAMAccountName=AAD_*)))',
      seedCounts.users,
    ],
    ['computers', '(objectClass=computer)', seedCounts.computers],
    ['groups', '(objectClass=group)', seedCounts.groups],
    ['organisational units', '(objectClass=organizationalUnit)', seedCounts.organizationalUnits],
    ['disabled people', '(&(objectClass=person)(userAccountControl:1.2.840.113556.1.4.803:=2))', 1],
    ['inetOrgPersons', '(objectClass=inetOrgPerson)', 1],
    ['people with an anchor of their own', '(mS-DS-ConsistencyGuid=*)', 1],
  ])('%s', async (_, filter, count) => {
    expect(await ldapsearch(filter, 'dn')).toHaveLength(count);
  });

  test('odd names and values are in the directory as the seed says', async () => {
    for (const user of seedUsers) {
      const { otherTelephone, 'mS-DS-ConsistencyGuid': _, ...texts } = user.attributes;
      const entry = await readUser(user.sAMAccountName, 'otherTelephone', ...Object.keys(texts), 'cn');
      expect(entry).toMatchObject({ cn: user.commonName, ...texts });
      expect(entry?.otherTelephone).toHaveLength(otherTelephone?.length ?? 0);
    }
  });
});

describe('the service account', () => {
  const refused = { name: 'InsufficientAccessError', code: 50 };
  const retitle = async (account: LabAccount, value: string) =>
    await withDirectory(lab, account, async (client) => {
      const [user = missing()] = seedUsers;
      const modification = new Attribute({ type: 'title', values: [value] });
      await client.modify(seedObjectDn(user, contosoDomain), new Change({ operation: 'replace', modification }));
    });

  test('reads people but cannot change them', async () => {
    expect(await readUser('anna.schmidt', 'title')).toMatchObject({ title: 'Engineer' });
    await expect(retitle(lab.directory.serviceAccount, 'Owner')).rejects.toMatchObject(refused);
    expect(await readUser('anna.schmidt', 'title')).toMatchObject({ title: 'Engineer' });
    // The administrator can: the refusal above was about rights.
    await retitle(lab.directory.administrator, 'Engineer');
  });

  test('can neither add nor delete anybody', async () => {
    const [user = missing()] = seedUsers;
    const deletion = withDirectory(
      lab,
      lab.directory.serviceAccount,
      async (client) => await client.del(seedObjectDn(user, contosoDomain)),
    );
    await expect(deletion).rejects.toMatchObject(refused);
    const asServiceAccount = {
      ...lab,
      directory: { ...lab.directory, administrator: lab.directory.serviceAccount },
    };
    await expect(addUser(asServiceAccount, newcomer)).rejects.toMatchObject(refused);
  });

  test('has its password in a file for its owner alone, and nowhere in the facts', async () => {
    const { passwordPath } = lab.directory.serviceAccount;
    expect((await stat(passwordPath)).mode & 0o777).toBe(0o600);
    const facts = await readFile(join(lab.dir, 'lab.json'), 'utf8');
    expect(facts).not.toContain(await readFile(passwordPath, 'utf8'));
  });
});

const newcomer: SeedUser = {
  objectClass: 'user',
  organizationalUnit: ['Contoso', 'Dublin', 'Support'],
  commonName: 'Doyle, Róisín',
  sAMAccountName: 'roisin.doyle',
  isEnabled: true,
  attributes: { userPrincipalName: 'roisin.doyle@contoso.test', mobile: '+353 85 555 0999' },
};

test('an administrator adds, changes and deletes people', async () => {
  await addUser(lab, newcomer);
  expect((await readObjectGuids(lab)).get('roisin.doyle')).toHaveLength(16);
  await changeUser(lab, 'roisin.doyle', { title: 'Agent', mobile: null, otherTelephone: ['1', '2'] });
  expect(await readUser('roisin.doyle', 'cn', 'title', 'mobile', 'otherTelephone')).toMatchObject({
    cn: 'Doyle, Róisín',
    title: 'Agent',
    mobile: [],
    otherTelephone: ['1', '2'],
  });
  await deleteUser(lab, 'roisin.doyle');
  expect(await readUser('roisin.doyle', 'cn')).toBeUndefined();
  await expect(deleteUser(lab, 'roisin.doyle')).rejects.toThrow('The directory has no account named roisin.doyle.');
});

test('everybody in the seed has an objectGUID to be known by', async () => {
  const guids = await readObjectGuids(lab);
  const names = [...seedUsers, ...excludedUsers].map((user) => user.sAMAccountName);
  expect(names.filter((name) => guids.get(name)?.length !== 16)).toStrictEqual([]);
});

test('controller and tenant listen at the address of the lab and nowhere else', async () => {
  const [first = 0, second = 0, third = 0, fourth = 0] = lab.address.split('.').map(Number);
  const addressHex = Buffer.from([fourth, third, second, first]).toString('hex').toUpperCase();
  const controller = await listListeningSockets(lab.directory.pid);
  const tenant = await listListeningSockets(lab.tenant.pid);
  expect(new Set([...controller, ...tenant].map((socket) => socket.addressHex))).toStrictEqual(new Set([addressHex]));
  expect(controller.map((socket) => socket.port)).toEqual(expect.arrayContaining([389, 636, 88]));
  expect(tenant.map((socket) => socket.port)).toStrictEqual([lab.tenant.port]);
});

test('a lab that is stopped and started again keeps its data', async () => {
  await changeUser(lab, 'emil.holm', { title: 'Keeper' });
  await lab.stop();
  lab = await startLab({ dir: lab.dir, address: lab.address, tenantPort: 0 });
  expect(await readUser('emil.holm', 'title')).toMatchObject({ title: 'Keeper' });
});

test('a second start leaves the running lab as it is, and elsewhere is refused', async () => {
  const again = await startLab({ dir: lab.dir, address: lab.address, tenantPort: 0 });
  expect(again.directory.pid).toBe(lab.directory.pid);
  expect(again.tenant.pid).toBe(lab.tenant.pid);
  const elsewhere = startLab({ dir: lab.dir, address: pickLoopbackAddress(), tenantPort: 0 });
  await expect(elsewhere).rejects.toThrow(`already runs at ${lab.address}`);
});

test('after a crash of both servers a start brings them back', async () => {
  process.kill(lab.directory.pid, 'SIGKILL');
  process.kill(lab.tenant.pid, 'SIGKILL');
  await expect.poll(() => inspectLab(lab.dir)).toMatchObject({ directory: 'stopped', tenant: 'stopped' });
  const before = lab;
  lab = await startLab({ dir: lab.dir, address: lab.address, tenantPort: 0 });
  expect(lab.directory.pid).not.toBe(before.directory.pid);
  expect(await readUser('anna.schmidt', 'cn')).toMatchObject({ cn: 'Anna Schmidt' });
});

test('it ends with the process that started it, also when that is killed', async () => {
  await lab.stop();
  const place = JSON.stringify({ dir: lab.dir, address: lab.address, tenantPort: 0 });
  const start = `import { startLab } from ${JSON.stringify(join(import.meta.dirname, '..', 'start-lab.ts'))};`;
  const script = `${start} await startLab(${place}); process.stdin.resume(); process.stdout.write('up');`;
  const starter = spawn(process.execPath, ['--input-type=module', '--eval', script], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  await once(starter.stdout, 'data');
  expect(await inspectLab(lab.dir)).toMatchObject({ directory: 'running', tenant: 'running' });
  starter.kill('SIGKILL');
  await expect.poll(() => inspectLab(lab.dir)).toMatchObject({ directory: 'stopped', tenant: 'stopped' });
});

function missing(): never {
  throw new Error('The seed is empty.');
}
