import { once } from 'node:events';
import { createServer } from 'node:net';
import { connect } from 'node:tls';
import { Client } from 'ldapts';
import { beforeAll, describe, expect, inject, test } from 'vitest';
import { createDomainSource } from '../../../agent-core/active-directory/domain-source.ts';
import { searchPages } from '../../../agent-core/active-directory/search-pages.ts';
import { securityIdentifierOf } from '../../../agent-core/active-directory/security-identifier.ts';
import { createDirectorySurvey } from '../../../agent-core/active-directory/survey/directory-survey.ts';
import { Secret } from '../../../agent-core/contract/secret.ts';
import type { ControllerSettings, DomainSettings } from '../../../agent-core/contract/settings.ts';
import { contactAttributes, directoryAttributes, groupAttributes } from '../../../agent-core/sync/directory-source.ts';
import { type LabSettings, readLabSettings } from '../../harness/lab-settings.ts';
import { seedCounts } from '../../lab/directory/seed/seed-counts.ts';
import { seedUsers } from '../../lab/directory/seed/seed-users.ts';
import { commandLabProxy, throughStrictProxy } from '../../lab/directory/strict-proxy/through-strict-proxy.ts';
import { ldapsearch } from '../../lab/directory/testing/ldapsearch.ts';
import { readLdifValues } from '../../lab/directory/testing/ldif-values.ts';
import { sambaTool } from '../../lab/directory/testing/samba-tool.ts';
import type { LabFacts } from '../../lab/lab-facts.ts';
import { bareSurroundings } from './bare-surroundings.ts';

const never = new AbortController().signal;

/** Samba, and Samba behind a proxy that adds what a Windows controller does and Samba does not (rule R38). */
const ways = [
  ['straight to the controller', inject('lab')],
  ['through the strict proxy', throughStrictProxy(inject('lab'))],
] as const;

describe.each(ways)('R38: %s', (_way, lab) => {
  let good: LabSettings;

  beforeAll(async () => {
    good = await readLabSettings(lab);
  });

  const sourceWith = (changes: Partial<DomainSettings>, password = good.password) =>
    createDomainSource({ ...good.domain, ...changes }, password, bareSurroundings());
  const controllerWith = (changes: Partial<ControllerSettings>): Partial<DomainSettings> => ({
    controllers: {
      kind: 'chosen',
      hosts: [{ host: lab.directory.host, address: lab.address, port: lab.directory.port, ...changes }],
    },
  });

  describe('reading a real domain', () => {
    test('finds everybody of the seed, completely, with the values the directory holds', async () => {
      const reading = await sourceWith({}).readUsers(never);
      expect(reading.problem).toBeNull();
      const byName = new Map(reading.objects.map((object) => [object.attributes.sAMAccountName?.[0], object]));
      for (const user of seedUsers) {
        const object = byName.get(user.sAMAccountName);
        expect(object?.attributes.cn).toEqual([user.commonName]);
        if (user.attributes.displayName !== undefined) {
          expect(object?.attributes.displayName).toEqual([user.attributes.displayName]);
        }
      }
      expect(reading.objects.length).toBeGreaterThan(seedCounts.users);
    });

    test('R2: keeps objectGUID in both forms, text as the key and base64 as the anchor needs it', async () => {
      const { objects } = await sourceWith({}).readUsers(never);
      for (const { objectGuid, attributes } of objects) {
        const bytes = Buffer.from(attributes.objectGUID?.[0] ?? '', 'base64');
        expect(bytes).toHaveLength(16);
        expect(objectGuid.replaceAll('-', '').slice(16)).toBe(bytes.toString('hex').slice(16));
      }
      expect(new Set(objects.map((object) => object.objectGuid)).size).toBe(objects.length);
    });

    test('small pages give the same objects as one large page', async () => {
      const { host, port } = lab.directory;
      const socket = connect({
        host: lab.address,
        port,
        servername: host,
        ca: [good.domain.certificateAuthorities ?? ''],
      });
      await once(socket, 'secureConnect');
      const client = new Client({ url: `ldaps://${host}:${port}`, createSecureConnection: () => socket });
      const read = async (pageSize: number) => {
        const search = { baseDn: lab.directory.baseDn, filter: '(objectClass=user)', attributes: ['cn'], pageSize };
        const pages: string[][] = [];
        for await (const page of searchPages(client, search)) pages.push(page.map((entry) => entry.name));
        return pages;
      };
      try {
        await client.bind(good.domain.account, good.password.reveal());
        const small = await read(3);
        expect(small.length).toBeGreaterThan(5);
        expect(small.flat().toSorted()).toEqual((await read(500)).flat().toSorted());
      } finally {
        socket.destroy();
      }
    });
  });

  describe('beside the programs of others', () => {
    const { readWithLdapsearch, readWithAdapter } = programsAt(lab);

    test('R24: the schema calls nothing that is read constructed, not replicated, or the other end of a link', async () => {
      const read = [...new Set<string>([...directoryAttributes, ...groupAttributes, ...contactAttributes])];
      const baseDn = `CN=Schema,CN=Configuration,${lab.directory.baseDn}`;
      const filter = `(|${read.map((name) => `(lDAPDisplayName=${name})`).join('')})`;
      const found = await ldapsearch(lab, { baseDn }, filter, 'lDAPDisplayName', 'systemFlags', 'linkID');
      const schema = found.entries.map((entry) => {
        const values = readLdifValues(entry);
        const number = (name: string) => Number(values.get(name)?.[0] ?? 0);
        return {
          name: String(values.get('lDAPDisplayName')?.[0]),
          flags: number('systemFlags'),
          link: number('linkID'),
        };
      });
      expect(schema.length).toBeGreaterThan(30);
      // [MS-ADTS] 2.2.10: FLAG_ATTR_NOT_REPLICATED, FLAG_ATTR_IS_CONSTRUCTED; the other end of a link has an odd number (3.1.1.1.6).
      const unfollowable = schema.filter(({ flags, link }) => (flags & 5) !== 0 || link % 2 === 1);
      // Where an object is follows from the names above it, each of which tells when it changes; the other one never does.
      expect(unfollowable.map(({ name }) => name).toSorted()).toEqual(['distinguishedName', 'objectGUID']);
    });

    test('every value of every object is the one that ldapsearch reads', async () => {
      const [ours, theirs] = [await readWithAdapter(), await readWithLdapsearch()];
      expect(ours.size).toBeGreaterThan(seedCounts.users);
      expect(Object.fromEntries(ours)).toEqual(Object.fromEntries(theirs));
    });
  });

  describe('what is wrong with a domain is told apart', () => {
    test.each([
      ['a wrong password', () => sourceWith({}, new Secret('not the password')), 'directory.wrong-credentials'],
      [
        'an account that does not exist',
        () => sourceWith({ account: 'nobody@contoso.test' }),
        'directory.wrong-credentials',
      ],
      ['a port where nothing listens', () => sourceWith(controllerWith({ port: 9 })), 'directory.unreachable'],
      [
        'a name that does not resolve',
        () => sourceWith(controllerWith({ host: 'dc9.contoso.invalid', address: null })),
        'directory.unreachable',
      ],
      [
        'an authority that is not trusted',
        () => sourceWith({ certificateAuthorities: null }),
        'directory.untrusted-certificate',
      ],
      [
        'a certificate for another name',
        () => sourceWith(controllerWith({ host: 'dc9.contoso.test' })),
        'directory.untrusted-certificate',
      ],
      ['a domain the controller does not hold', () => sourceWith({ name: 'fabrikam.test' }), 'directory.not-found'],
    ])('%s', async (_what, source, code) => {
      const verified = await source().verify(never);
      expect(verified).toMatchObject({ ok: false, problem: { code } });
      const reading = await source().readUsers(never);
      expect(reading).toMatchObject({ objects: [], problem: { code } });
      expect(JSON.stringify([verified, reading])).not.toContain('not the password');
    });

    test('a controller that hangs up is unreachable, and one that says nothing ends with the signal', async () => {
      const server = createServer((socket) => void socket.on('error', () => undefined));
      server.listen(0, '127.0.0.1');
      await once(server, 'listening');
      const address = server.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      const source = sourceWith(controllerWith({ address: '127.0.0.1', port }));

      const abort = new AbortController();
      const silent = source.verify(abort.signal);
      const [socket] = await once(server, 'connection');
      abort.abort();
      expect(await silent).toMatchObject({ ok: false, problem: { code: 'run.cancelled' } });
      socket.destroy();

      server.on('connection', (connection) => connection.destroy());
      expect(await source.verify(never)).toMatchObject({ ok: false, problem: { code: 'directory.unreachable' } });
      server.close();
    });
  });
});

test('R38: what samba-tool does to an account and a group, adapter and ldapsearch see alike, straight and through the proxy', async () => {
  const lab = inject('lab');
  const everyWay = ways.map(([_way, facts]) => programsAt(facts));
  /** One account as all see it: what they say is the same, or the test fails. */
  const readWithAll = async (sAMAccountName: string) => {
    const readings = everyWay.flatMap(({ readWithAdapter, readWithLdapsearch }) => [
      readWithAdapter,
      readWithLdapsearch,
    ]);
    const found = [];
    for (const read of readings)
      found.push([...(await read()).values()].find((each) => each.sAMAccountName?.[0] === sAMAccountName));
    const [one, ...others] = found;
    for (const other of others) expect(other).toEqual(one);
    return one;
  };
  const name = `tool.${lab.directory.port}`;
  const group = `GG-Tool-${lab.directory.port}`;
  const groupSeen = () =>
    Promise.all(
      everyWay.map(async ({ countMembers, membersIn }) => [await countMembers(group), await membersIn(group)]),
    );
  const toAll = <Seen>(seen: Seen) => everyWay.map(() => seen);
  const { domainName, baseDn } = lab.directory;
  await sambaTool(lab, 'user', 'create', name, '--random-password', '--given-name=Tove', '--surname=Lind');
  try {
    const created = await readWithAll(name);
    expect(created).toMatchObject({
      userPrincipalName: [`${name}@${domainName}`],
      givenName: ['Tove'],
      distinguishedName: [`CN=Tove Lind,CN=Users,${baseDn}`],
      userAccountControl: ['512'],
    });

    await sambaTool(lab, 'user', 'disable', name);
    expect(await readWithAll(name)).toEqual({ ...created, userAccountControl: ['514'] });

    await sambaTool(lab, 'user', 'rename', name, '--surname=Lind-Öst', `--upn=tove@${domainName}`);
    const renamed = await readWithAll(name);
    expect(renamed).toMatchObject({
      objectGUID: created?.objectGUID,
      sn: ['Lind-Öst'],
      userPrincipalName: [`tove@${domainName}`],
      distinguishedName: [`CN=Tove Lind-Öst,CN=Users,${baseDn}`],
    });

    await sambaTool(lab, 'user', 'move', name, 'OU=Contoso');
    const movedDn = `CN=Tove Lind-Öst,OU=Contoso,${baseDn}`;
    expect(await readWithAll(name)).toEqual({ ...renamed, distinguishedName: [movedDn] });

    await sambaTool(lab, 'group', 'add', group);
    expect(await groupSeen()).toEqual(toAll([[0], []]));
    await sambaTool(lab, 'group', 'addmembers', group, name);
    expect(await groupSeen()).toEqual(toAll([[1], [[movedDn]]]));
    await sambaTool(lab, 'group', 'delete', group);
    expect(await groupSeen()).toEqual(toAll([[], []]));
  } finally {
    await sambaTool(lab, 'user', 'delete', name);
  }
  expect(await readWithAll(name)).toBeUndefined();
});

test('R38: an empty page with a cookie does not end the reading', async () => {
  const lab = inject('lab');
  const read = async (facts: LabFacts) => {
    const { domain, password } = await readLabSettings(facts);
    return createDomainSource(domain, password, bareSurroundings()).readUsers(never);
  };
  const straight = await read(lab);
  await commandLabProxy(lab, { kind: 'be strict', changes: { hasEmptyPages: true } });
  try {
    const reading = await read(throughStrictProxy(lab));
    expect(reading.problem).toBeNull();
    expect(reading.objects.length).toBe(straight.objects.length);
  } finally {
    await commandLabProxy(lab, { kind: 'be strict', changes: { hasEmptyPages: false } });
  }
});

/** The programs that read the lab's domain by this way: the adapter and one of others. */
function programsAt(lab: LabFacts) {
  return {
    /** What `ldapsearch` finds for the same question, in the form that the adapter gives its answers. */
    readWithLdapsearch: async () => {
      const options = { args: ['-E', 'pr=500/noprompt'] };
      const found = await ldapsearch(lab, options, '(objectClass=user)', ...directoryAttributes);
      expect(found.exitCode).toBe(0);
      return new Map(found.entries.map((entry) => inOurForm(readLdifValues(entry))));
    },
    readWithAdapter: async () => {
      const { domain, password } = await readLabSettings(lab);
      const { objects, problem } = await createDomainSource(domain, password, bareSurroundings()).readUsers(never);
      expect(problem).toBeNull();
      return new Map(objects.map(({ attributes }) => [attributes.objectGUID?.[0] ?? '', attributes]));
    },
    countMembers: async (group: string) => {
      const { domain: settings, password } = await readLabSettings(lab);
      const survey = createDirectorySurvey({ settings, password, surroundings: bareSurroundings() });
      const found = await survey.groups(group, never);
      return found.ok ? found.value.map(({ members }) => members) : found.problem;
    },
    membersIn: async (group: string) => {
      const { entries } = await ldapsearch(lab, {}, `(&(cn=${group})(member=*))`, 'member');
      return entries.map((entry) => [...(readLdifValues(entry).get('member') ?? [])].map(String));
    },
  };
}

/** Values in base64 where they are binary, a SID as text, and in order where the directory gives them in none. */
function inOurForm(values: ReadonlyMap<string, readonly Buffer[]>) {
  const isNever = (value: unknown) => ['0', '9223372036854775807'].includes(String(value));
  const given = [...values].filter(([name, bytes]) => name !== 'accountExpires' || !bytes.every(isNever));
  const attributes = given.map(([name, bytes]) => {
    const isBinary = name === 'objectGUID' || name === 'mS-DS-ConsistencyGuid';
    const texts = bytes.map((value) =>
      name === 'objectSid' ? String(securityIdentifierOf(value)) : value.toString(isBinary ? 'base64' : 'utf8'),
    );
    return [name, name === 'objectClass' ? texts : texts.toSorted()] as const;
  });
  const record: Readonly<Record<string, readonly string[]>> = Object.fromEntries(attributes);
  return [record.objectGUID?.[0] ?? '', record] as const;
}
