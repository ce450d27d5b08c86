/**
 * What we believe Active Directory does. `npm test` asks the lab's controller, straight and through the strict proxy; `npm run
 * test:real-ad` asks the very same of a real domain. What a client sees is also looked at with `ldapsearch`.
 */
import { Attribute, Change } from 'ldapts';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { throughStrictProxy } from '../../lab/directory/strict-proxy/through-strict-proxy.ts';
import { ldapsearch } from '../../lab/directory/testing/ldapsearch.ts';
import { type DirectoryPlace, labPlace } from './directory-place.ts';
import { makeRehearsalUnit, type RehearsalUnit } from './rehearsal-unit.ts';

function placesToAsk(): readonly (readonly [string, DirectoryPlace])[] {
  const real = inject('realDomain');
  if (real !== undefined) return [['a real domain', real]];
  const lab = inject('lab');
  return [
    ['the lab, straight', labPlace(lab)],
    ['the lab, through the strict proxy', labPlace(throughStrictProxy(lab))],
  ];
}

const showDeleted = '1.2.840.113556.1.4.417';
const textOf = (values: readonly Buffer[] = []) => values.map((value) => value.toString('utf8'));

describe.each(placesToAsk())('%s', (_name, place) => {
  let unit: RehearsalUnit;

  beforeAll(async () => {
    unit = await makeRehearsalUnit(place);
  });
  afterAll(() => unit.remove());

  const find = (filter: string, args: readonly string[], ...attributes: readonly string[]) =>
    ldapsearch(place, { account: place.account, args }, filter, ...attributes);
  const guidOf = async (dn: string): Promise<Buffer> => {
    const [guid] = (await unit.read(dn, 'objectGUID'))?.objectGUID ?? [];
    if (guid === undefined) throw new Error(`${dn} has no objectGUID.`);
    return guid;
  };
  const modify = (dn: string, operation: 'add' | 'replace' | 'delete', type: string, ...values: readonly Buffer[]) =>
    unit.ask((client) =>
      client.modify(dn, new Change({ operation, modification: new Attribute({ type, values: [...values] }) })),
    );

  test('the root says that it pages, shows what was deleted and tells of changes (MS-ADTS, 3.1.1.3.2)', async () => {
    const root = await unit.read('', 'supportedControl', 'defaultNamingContext');
    expect(textOf(root?.supportedControl)).toEqual(
      expect.arrayContaining(['1.2.840.113556.1.4.319', showDeleted, '1.2.840.113556.1.4.841']),
    );
    expect(textOf(root?.defaultNamingContext)).toEqual([place.directory.baseDn]);
  });

  test('a wrong password is refused as invalid credentials', async () => {
    const wrong = { ...place.account, passwordPath: place.authorityCertificatePath };
    expect((await ldapsearch(place, { account: wrong }, '(cn=x)')).exitCode).toBe(49);
  });

  test('R2, R15: a user has an objectGUID of 16 bytes, and user as its most specific class', async () => {
    const { dn } = await unit.addUser();
    expect(await guidOf(dn)).toHaveLength(16);
    const user = await unit.read(dn, 'objectClass', 'userAccountControl', 'primaryGroupID');
    expect(textOf(user?.objectClass)).toEqual(['top', 'person', 'organizationalPerson', 'user']);
    expect(Number(textOf(user?.userAccountControl)[0]) & 0x3802).toBe(0x202 & 0x3802);
    expect(textOf(user?.primaryGroupID)).toEqual(['513']);
  });

  test('R2: an object that is renamed keeps its objectGUID, and is found by it', async () => {
    const { dn } = await unit.addUser();
    const guid = await guidOf(dn);
    const renamed = dn.replace('CN=', 'CN=renamed-');
    await unit.ask((client) => client.modifyDN(dn, renamed));
    expect(await guidOf(renamed)).toEqual(guid);
    expect(await unit.read(dn, 'cn')).toBeUndefined();
    expect((await unit.read(`<GUID=${guid.toString('hex')}>`, 'cn'))?.cn).toHaveLength(1);
  });

  test('mS-DS-ConsistencyGuid takes any 16 bytes and gives them back', async () => {
    const { dn } = await unit.addUser();
    const anchor = Buffer.from(Array.from({ length: 16 }, (_, index) => 255 - index));
    await modify(dn, 'replace', 'mS-DS-ConsistencyGuid', anchor);
    expect((await unit.read(dn, 'mS-DS-ConsistencyGuid'))?.['mS-DS-ConsistencyGuid']).toEqual([anchor]);
  });

  test('R22: membership shows on both ends, and the primary group on neither', async () => {
    const { dn, name } = await unit.addUser();
    const group = await unit.addGroup([dn]);
    expect(textOf((await unit.read(dn, 'memberOf'))?.memberOf)).toEqual([group]);
    const { entries } = await find(`(sAMAccountName=${name})`, [], 'memberOf');
    expect(entries[0]?.match(/memberOf: .*/g)).toEqual([`memberOf: ${group}`]);
    expect((await find(`(&(primaryGroupID=513)(sAMAccountName=${name}))`, [], 'cn')).entries).toHaveLength(1);
  });

  test('R1, R21: what is deleted is shown on request with its objectGUID, and its links are gone', async () => {
    const { dn, name } = await unit.addUser();
    const guid = await guidOf(dn);
    const group = await unit.addGroup([dn]);
    await unit.ask((client) => client.del(dn));
    expect(await unit.read(dn, 'cn')).toBeUndefined();
    expect((await unit.read(group, 'member'))?.member).toEqual([]);
    const { entries } = await find(
      `(&(isDeleted=TRUE)(sAMAccountName=${name}))`,
      ['-E', `!${showDeleted}`],
      'objectGUID',
    );
    expect(entries).toHaveLength(1);
    expect(entries[0]).toContain(`objectGUID:: ${guid.toString('base64')}`);
    // The DN holds the escaped line feed and the GUID; a DN with such characters may be in base64 itself.
    const [, plain, encoded = ''] = /^dn:(?: (.*)|: (.*))$/m.exec(entries[0] ?? '') ?? [];
    expect(plain ?? Buffer.from(encoded, 'base64').toString()).toMatch(/^CN=.*\\0ADEL:.*,CN=Deleted Objects,/);
  });

  test('a page of two is followed by another until everything was read', async () => {
    const group = await unit.addGroup([]);
    for (let count = 0; count < 4; count += 1) await unit.addUser();
    const options = { account: place.account, baseDn: unit.dn, args: ['-E', 'pr=2/noprompt'] };
    const paged = await ldapsearch(place, options, '(objectClass=*)', 'cn');
    const whole = await ldapsearch(place, { ...options, args: [] }, '(objectClass=*)', 'cn');
    expect(paged.entries.toSorted()).toEqual(whole.entries.toSorted());
    expect(paged.entries.some((entry) => entry.includes(group))).toBe(true);
    expect(paged.output.match(/^# pagedresults: .*cookie=\S/gm)?.length ?? 0).toBeGreaterThan(1);
  });

  test('R17, R18: changes since a cookie are told, deletions too', async () => {
    const changes = async (cookie: string) => {
      const found = await find(
        '(objectClass=user)',
        ['-E', `!dirSync=0/0/${cookie}`],
        'title',
        'objectGUID',
        'isDeleted',
      );
      const [, hasMore, next = ''] = /continueFlag=(\d)\n# cookie:: (\S+)/.exec(found.output) ?? [];
      expect(next, found.output).not.toBe('');
      return { entries: found.entries, hasMore: hasMore === '1', cookie: next };
    };
    const { dn } = await unit.addUser({ title: 'As made' });
    const guid = (await guidOf(dn)).toString('base64');
    const drain = async (from: string) => {
      let round = await changes(from);
      const entries = [...round.entries];
      while (round.hasMore) {
        round = await changes(round.cookie);
        entries.push(...round.entries);
      }
      return { cookie: round.cookie, ours: entries.filter((entry) => entry.includes(guid)) };
    };
    const baseline = await drain('');
    expect(baseline.ours).toHaveLength(1);
    await modify(dn, 'replace', 'title', Buffer.from('Changed'));
    const changed = await drain(baseline.cookie);
    expect(changed.ours).toEqual([expect.stringContaining('title: Changed')]);
    await unit.ask((client) => client.del(dn));
    const deleted = await drain(changed.cookie);
    expect(deleted.ours).toEqual([expect.stringContaining('isDeleted: TRUE')]);
  });
});
