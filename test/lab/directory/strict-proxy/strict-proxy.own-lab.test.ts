import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect, type TLSSocket } from 'node:tls';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { pickLoopbackAddress } from '../../loopback-address.ts';
import { type Lab, startLab, stopLab } from '../../start-lab.ts';
import { addUser, changeUser, deleteUser } from '../administer-directory.ts';
import { withDirectory } from '../directory-connection.ts';
import { seedCounts } from '../seed/seed-counts.ts';
import { type Ldapsearch, type LdapsearchOptions, ldapsearch } from '../testing/ldapsearch.ts';
import type { ProxyCommand } from './proxy-command.ts';
import { type Strictness, windowsStrictness } from './strictness.ts';
import { commandLabProxy, throughStrictProxy } from './through-strict-proxy.ts';

let dir: string;
let lab: Lab;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'lab-'));
  lab = await startLab({ dir, address: pickLoopbackAddress(), tenantPort: 0, strict: true });
});
afterEach(async () => {
  await command({ kind: 'relay' });
  await beStrict(windowsStrictness);
});
afterAll(async () => {
  await stopLab(dir);
  await rm(dir, { recursive: true, force: true });
});

const command = async (toDo: ProxyCommand) => await commandLabProxy(lab, toDo);
const beStrict = async (changes: Partial<Strictness>) => await command({ kind: 'be strict', changes });

const users = '(objectClass=user)';
const group = 'CN=GG-All-Staff,OU=Groups,OU=Contoso,DC=contoso,DC=test';
const schema = 'CN=Schema,CN=Configuration,DC=contoso,DC=test';

/** What `ldapsearch` finds through the proxy. */
async function search(filter: string, attribute: string, options: LdapsearchOptions = {}): Promise<Ldapsearch> {
  return await ldapsearch(throughStrictProxy(lab), options, filter, attribute);
}

/** What ldapts finds through the proxy. */
async function searchWithLdapts(options: {
  readonly filter: string;
  readonly pageSize?: number;
  readonly baseDn?: string;
}) {
  const strictLab = throughStrictProxy(lab);
  return await withDirectory(strictLab, lab.directory.serviceAccount, async (client) => {
    const { searchEntries } = await client.search(options.baseDn ?? lab.directory.baseDn, {
      filter: options.filter,
      attributes: ['cn', 'member'],
      paged: options.pageSize === undefined ? false : { pageSize: options.pageSize },
    });
    return searchEntries;
  });
}

/** Every page but the last is followed by its cookie. */
const pagesIn = ({ output }: Ldapsearch) => output.split(/# pagedresults:.* ?cookie=\S/).length;

describe('entries without paging', () => {
  test('at most 1,000, then an error', async () => {
    const limited = await search('(objectClass=*)', 'cn', { baseDn: schema });
    expect([limited.exitCode, limited.entries.length]).toStrictEqual([4, 1_000]);
    await expect(searchWithLdapts({ filter: '(cn=*)', baseDn: schema })).rejects.toMatchObject({ code: 4 });
  });

  test('all of them by pages, of which none is longer than 1,000', async () => {
    const paged = await search('(objectClass=*)', 'cn', { baseDn: schema, args: ['-E', 'pr=5000/noprompt'] });
    expect(paged.exitCode).toBe(0);
    expect(paged.entries.length).toBeGreaterThan(1_000);
    expect(pagesIn(paged)).toBe(Math.ceil(paged.entries.length / 1_000));
    expect(await searchWithLdapts({ filter: '(cn=*)', baseDn: schema, pageSize: 500 })).toHaveLength(
      paged.entries.length,
    );
  });

  test('off: all of them at once', async () => {
    await beStrict({ maxPageSize: null });
    const unlimited = await search('(objectClass=*)', 'cn', { baseDn: schema });
    expect(unlimited.exitCode).toBe(0);
    expect(unlimited.entries.length).toBeGreaterThan(1_000);
  });
});

describe('many values', () => {
  const members = async (attribute: string) => {
    const { entries } = await search('(objectClass=group)', attribute, { baseDn: group, args: ['-s', 'base'] });
    const names = entries[0]?.split('\n').flatMap((line) => /^(member[^:]*):/.exec(line)?.[1] ?? []) ?? [];
    return { names: [...new Set(names)], count: names.length };
  };

  test('come in ranges, as many as the limit allows', async () => {
    await beStrict({ maxValRange: 8 });
    expect(await members('member')).toStrictEqual({ names: ['member;range=0-7'], count: 8 });
    expect(await members('member;range=8-*')).toStrictEqual({ names: ['member;range=8-15'], count: 8 });
    expect(await members('member;range=0-19')).toStrictEqual({ names: ['member;range=0-7'], count: 8 });
    expect(await members('member;range=16-*')).toStrictEqual({
      names: ['member;range=16-*'],
      count: seedCounts.users - 16,
    });
  });

  test('come with an empty attribute of the plain name', async () => {
    await beStrict({ maxValRange: 8 });
    const [entry] = await searchWithLdapts({ filter: '(cn=GG-All-Staff)' });
    expect(entry?.member).toStrictEqual([]);
    expect(entry?.['member;range=0-7']).toHaveLength(8);
  });

  test('up to 1,500 come whole', async () => {
    expect(await members('member')).toStrictEqual({ names: ['member'], count: seedCounts.users });
  });

  test('off: any number comes whole', async () => {
    await beStrict({ maxValRange: null });
    expect(await members('member')).toStrictEqual({ names: ['member'], count: seedCounts.users });
  });
});

describe('the cookie of a page', () => {
  /** Takes one page on one connection and asks for the next on another. */
  const useElsewhere = async () => {
    const { output } = await search(users, 'cn', { args: ['-E', 'pr=5/prompt'] });
    const cookie = Buffer.from(/pagedresults:.* cookie=(\S+)/.exec(output)?.[1] ?? '', 'base64');
    const value = Buffer.concat([
      Buffer.from([0x30, cookie.length + 5, 0x02, 0x01, 5, 0x04, cookie.length]),
      cookie,
    ]).toString('base64');
    return await search(users, 'cn', { args: ['-E', `!1.2.840.113556.1.4.319=::${value}`] });
  };

  test('is refused on another connection, in the words of Windows', async () => {
    const refused = await useElsewhere();
    expect(refused.exitCode).toBe(12);
    expect(refused.output).toContain('problem 5010 (UNAVAIL_EXTENSION)');
  });

  test('off: Samba takes it for a number of its own', async () => {
    await beStrict({ hasBoundCookies: false });
    expect((await useElsewhere()).exitCode).toBe(53);
  });
});

describe('empty pages', () => {
  test('come before every page, and a patient client still sees everybody', async () => {
    const plain = await search(users, 'cn', { args: ['-E', 'pr=5/noprompt'] });
    await beStrict({ hasEmptyPages: true });
    const withEmptyPages = await search(users, 'cn', { args: ['-E', 'pr=5/noprompt'] });
    expect(withEmptyPages.entries).toStrictEqual(plain.entries);
    expect(pagesIn(withEmptyPages)).toBe(2 * pagesIn(plain));
  });

  test('end the search of a client that takes them for the end', async () => {
    expect(await searchWithLdapts({ filter: users, pageSize: 5 })).not.toHaveLength(0);
    await beStrict({ hasEmptyPages: true });
    expect(await searchWithLdapts({ filter: users, pageSize: 5 })).toHaveLength(0);
  });
});

describe('DirSync', () => {
  const askForChanges = async (cookie = '') => {
    const account = lab.directory.administrator;
    const changes = await search(users, 'title', { account, args: ['-E', `!dirSync=0/0/${cookie}`] });
    const [, hasMore, nextCookie = ''] = /continueFlag=(\d)\n# cookie:: (\S+)/.exec(changes.output) ?? [];
    return { entries: changes.entries, hasMore: hasMore === '1', cookie: nextCookie };
  };

  test('comes in rounds, each on a connection of its own, and ends in a cookie that Samba knows', async () => {
    const whole = await askForChanges();
    await beStrict({ dirSyncRoundSize: 10 });
    let round = await askForChanges();
    const sizes = [round.entries.length];
    const entries = [...round.entries];
    while (round.hasMore) {
      const again = await askForChanges(round.cookie);
      round = await askForChanges(round.cookie);
      expect(again.entries).toStrictEqual(round.entries);
      sizes.push(round.entries.length);
      entries.push(...round.entries);
    }
    expect(sizes).toStrictEqual([10, 10, whole.entries.length - 20]);
    expect(entries).toStrictEqual(whole.entries);

    await changeUser(lab, 'emil.holm', { title: 'Synchronised' });
    const delta = await askForChanges(round.cookie);
    expect(delta.entries).toHaveLength(1);
    expect(delta.entries[0]).toContain('title: Synchronised');
  });

  test('off: comes at once', async () => {
    await beStrict({ dirSyncRoundSize: null });
    expect((await askForChanges()).hasMore).toBe(false);
  });
});

describe('a connection on which nothing is asked for', () => {
  const open = async (): Promise<TLSSocket> => {
    const { address, directory } = throughStrictProxy(lab);
    const ca = await readFile(lab.authorityCertificatePath);
    const socket = connect({ host: address, port: directory.port, servername: directory.host, ca });
    await once(socket, 'secureConnect');
    return socket;
  };

  test('is closed with a notice; off: stays', async () => {
    await beStrict({ maxIdleMs: null });
    const patient = await open();
    await beStrict({ maxIdleMs: 50 });
    const closed = await open();
    const [notice]: readonly unknown[] = await once(closed, 'data');
    expect(String(notice)).toContain('1.3.6.1.4.1.1466.20036');
    await once(closed, 'close');
    expect(patient.readyState).toBe('open');
    patient.destroy();
  });
});

describe('channel binding', () => {
  test('when it is required, a bind without it is refused; off: it is not', async () => {
    expect((await search(users, 'cn')).exitCode).toBe(0);
    await beStrict({ requiresChannelBinding: true });
    const refused = await search(users, 'cn');
    expect(refused.exitCode).toBe(49);
    expect(refused.output).toContain('80090346');
    await expect(searchWithLdapts({ filter: users })).rejects.toMatchObject({ name: 'InvalidCredentialsError' });
  });
});

describe('continuation references', () => {
  const configuration = 'ldaps://contoso.test/CN=Configuration,DC=contoso,DC=test';
  const zones = ['ForestDnsZones', 'DomainDnsZones'].map(
    (zone) => `ldaps://${zone}.contoso.test/DC=${zone},DC=contoso,DC=test`,
  );

  test('come once with a search from the head of the domain', async () => {
    expect((await search(users, 'cn')).references).toStrictEqual([configuration, ...zones]);
    const paged = await search(users, 'cn', { args: ['-E', 'pr=5/noprompt'] });
    expect(paged.references).toStrictEqual([configuration, ...zones]);
  });

  test('come neither with a search from elsewhere nor when the client wants none', async () => {
    expect((await search(users, 'cn', { baseDn: 'OU=Contoso,DC=contoso,DC=test' })).references).toStrictEqual([]);
    expect((await search(users, 'cn', { args: ['-s', 'one'] })).references).toStrictEqual([`${configuration}??base`]);
    const domainOnly = await search(users, 'cn', { args: ['-E', '!domainScope'] });
    expect(domainOnly.references).toStrictEqual([]);
  });

  test('off: only that of Samba', async () => {
    await beStrict({ hasZoneReferences: false });
    expect((await search(users, 'cn')).references).toStrictEqual([configuration]);
  });
});

test('a tombstone has neither objectCategory nor sAMAccountType, straight or through the proxy', async () => {
  await addUser(lab, {
    objectClass: 'user',
    organizationalUnit: ['Contoso'],
    commonName: 'Soon Gone',
    sAMAccountName: 'soon.gone',
    isEnabled: true,
    attributes: {},
  });
  await deleteUser(lab, 'soon.gone');
  for (const way of [lab, throughStrictProxy(lab)]) {
    const options = { account: lab.directory.administrator, args: ['-E', '!showDeleted'] };
    const deleted = await ldapsearch(way, options, '(sAMAccountName=soon.gone)', '*');
    expect(deleted.entries).toHaveLength(1);
    expect(deleted.entries[0]).toContain('isDeleted: TRUE');
    expect(deleted.entries[0]).not.toMatch(/^(objectCategory|sAMAccountType):/m);
    const byCategory = await ldapsearch(way, options, '(&(sAMAccountName=soon.gone)(objectCategory=*))', 'cn');
    expect(byCategory.entries).toStrictEqual([]);
  }
});

describe('harm on command', () => {
  test('answers are late', async () => {
    await command({ kind: 'delay', milliseconds: 200 });
    const startedAt = performance.now();
    expect((await search(users, 'cn')).exitCode).toBe(0);
    // A bind and a search, each late.
    expect(performance.now() - startedAt).toBeGreaterThan(400);
  });

  test.each(['cut', 'corrupt'] as const)('%s: once, after as many answers as asked for', async (kind) => {
    await command({ kind, afterAnswers: 3 });
    const harmed = await search(users, 'cn');
    expect(harmed.exitCode).toBeGreaterThan(200);
    expect(harmed.entries).toHaveLength(3);
    expect((await search(users, 'cn')).exitCode).toBe(0);

    await command({ kind, afterAnswers: 3 });
    await expect(searchWithLdapts({ filter: users })).rejects.toThrow();
  });
});

describe('a recording', () => {
  test('answers without the controller, and holds no password', async () => {
    const path = join(dir, 'recording');
    const read = async () => await search(users, 'title', { args: ['-E', 'pr=5/noprompt'] });
    await command({ kind: 'record' });
    const recorded = await read();
    await command({ kind: 'save recording', path });
    await command({ kind: 'replay', path });
    await changeUser(lab, 'haruto.sato', { title: 'Unheard of' });

    const replayed = await read();
    expect(replayed.exitCode).toBe(0);
    expect(replayed.entries).toStrictEqual(recorded.entries);
    expect((await search('(cn=*)', 'title')).exitCode).toBe(53);
    await command({ kind: 'relay' });
    expect((await read()).output).toContain('title: Unheard of');

    const password = await readFile(lab.directory.serviceAccount.passwordPath, 'utf8');
    expect((await readFile(path)).includes(password)).toBe(false);
  });

  test('that does not exist is a problem', async () => {
    await expect(command({ kind: 'replay', path: join(dir, 'nothing') })).rejects.toThrow('holds no recording');
    await expect(command({ kind: 'save recording', path: join(dir, 'nothing') })).rejects.toThrow('is not recording');
  });
});
