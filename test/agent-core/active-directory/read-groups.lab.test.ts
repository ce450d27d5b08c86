import { beforeAll, describe, expect, inject, test } from 'vitest';
import { createDomainSource, type DomainSource } from '../../../agent-core/active-directory/domain-source.ts';
import { createDirectorySurvey } from '../../../agent-core/active-directory/survey/directory-survey.ts';
import type { DirectoryGroup } from '../../../agent-core/sync/directory-source.ts';
import { objectGuidFor } from '../../builders/identifiers.ts';
import { type LabSettings, readLabSettings } from '../../harness/lab-settings.ts';
import { changeUser } from '../../lab/directory/administer-directory.ts';
import { withDirectory } from '../../lab/directory/directory-connection.ts';
import { seedUsers } from '../../lab/directory/seed/seed-users.ts';
import { windowsStrictness } from '../../lab/directory/strict-proxy/strictness.ts';
import { commandLabProxy, throughStrictProxy } from '../../lab/directory/strict-proxy/through-strict-proxy.ts';
import { bareSurroundings } from './bare-surroundings.ts';

const never = new AbortController().signal;
const ways = [
  ['straight to the controller', inject('lab')],
  ['through the strict proxy', throughStrictProxy(inject('lab'))],
] as const;

const sourceOf = ({ domain, password }: LabSettings) => createDomainSource(domain, password, bareSurroundings());
const staffOf = (groups: readonly DirectoryGroup[]) =>
  groups.find(({ distinguishedName }) => distinguishedName.startsWith('CN=GG-All-Staff,'));

describe.each(ways)('R38: %s', (_way, lab) => {
  let good: LabSettings;
  let source: DomainSource;
  beforeAll(async () => {
    good = await readLabSettings(lab);
    source = sourceOf(good);
  });

  test('R21: a group has all its members, by objectGUID, whatever each is called', async () => {
    const people = await source.readUsers(never);
    const { objects: groups, problem } = await source.readGroups(never);
    expect(problem).toBeNull();
    const names = new Map(people.objects.map((person) => [person.objectGuid, person.attributes.sAMAccountName?.[0]]));
    const members = staffOf(groups)?.members.map(({ objectGuid }) => names.get(objectGuid)) ?? [];
    expect(members.toSorted()).toEqual(seedUsers.map((user) => user.sAMAccountName).toSorted());
  });

  test('R16: a group has its attributes, groupType with its sign', async () => {
    const { objects: groups } = await source.readGroups(never);
    expect(staffOf(groups)?.attributes).toMatchObject({ cn: ['GG-All-Staff'], groupType: ['-2147483646'] });
    const administrators = groups.find(({ distinguishedName }) => distinguishedName.startsWith('CN=Administrators,'));
    expect(administrators?.attributes.isCriticalSystemObject).toEqual(['TRUE']);
  });

  test('R21: a manager is known by objectGUID, and names stay plain', async () => {
    const [ada, boss] = seedUsers.map((user) => user.sAMAccountName);
    const find = async (name: string | undefined) => {
      const { objects: people } = await source.readUsers(never);
      return people.find(({ attributes }) => attributes.sAMAccountName?.[0] === name);
    };
    const found = await find(boss);
    await changeUser(lab, ada ?? '', { manager: found?.attributes.distinguishedName?.[0] ?? '' });
    expect((await find(ada))?.attributes).toMatchObject({
      manager: [found?.objectGuid],
      distinguishedName: [expect.stringMatching(/^CN=/)],
    });
    await changeUser(lab, ada ?? '', { manager: null });
    expect((await find(ada))?.attributes.manager).toBeUndefined();
  });

  test('R26: a contact is read with its mail address', async () => {
    const straight = inject('lab');
    const contact = `CN=Carl Contact,${straight.directory.baseDn}`;
    await withDirectory(straight, straight.directory.administrator, async (client) => {
      await client.add(contact, { objectClass: 'contact', mail: 'carl@fabrikam.example' });
      const { objects, problem } = await source.readContacts(never);
      await client.del(contact);
      expect(problem).toBeNull();
      expect(objects).toMatchObject([{ attributes: { cn: ['Carl Contact'], mail: ['carl@fabrikam.example'] } }]);
    });
  });

  test('R22: the primary group of a person is found by SID', async () => {
    const [person] = (await source.readUsers(never)).objects.filter(
      ({ attributes }) => attributes.sAMAccountName?.[0] === seedUsers[0]?.sAMAccountName,
    );
    const primary = person?.attributes.objectSid?.[0]?.replace(/\d+$/, person.attributes.primaryGroupID?.[0] ?? '');
    const { objects: groups } = await source.readGroups(never);
    expect(groups.find(({ sid }) => sid === primary)?.distinguishedName).toMatch(/^CN=Domain Users,/);
  });

  test('a unit is found by its objectGUID alone, and one that is not there is left out', async () => {
    const { domain, password } = good;
    const survey = createDirectorySurvey({ settings: domain, password, surroundings: bareSurroundings() });
    const listed = await survey.units(null, never);
    const [unit] = listed.ok ? listed.value : [];
    if (unit === undefined) throw new Error('the domain has no units');
    const { objectGuid, distinguishedName } = unit;
    expect(await source.readUnits([objectGuidFor('nowhere'), objectGuid], never)).toEqual({
      objects: [{ objectGuid, domain: domain.name, distinguishedName }],
      problem: null,
    });
  });
});

test('R38: a group with more members than a controller sends at a time is read to the last one', async () => {
  const lab = inject('lab');
  await commandLabProxy(lab, { kind: 'be strict', changes: { maxValRange: 3 } });
  try {
    const source = sourceOf(await readLabSettings(throughStrictProxy(lab)));
    const { objects: groups, problem } = await source.readGroups(never);
    expect(problem).toBeNull();
    const members = new Set(staffOf(groups)?.members.map(({ objectGuid }) => objectGuid));
    expect(members.size).toBe(seedUsers.length);
  } finally {
    await commandLabProxy(lab, { kind: 'be strict', changes: { maxValRange: windowsStrictness.maxValRange } });
  }
});
