import { expect, test } from 'vitest';
import { directorySeed } from './directory/seed/directory-seed.ts';
import { groupAccountName } from './directory/seed/seed-entries.ts';
import { expectGroups } from './expected-groups.ts';
import { expectSides } from './expected-tenant.ts';

const seed = directorySeed('default');
const names = [...seed.users.map(({ sAMAccountName }) => sAMAccountName), ...seed.groups.map(groupAccountName)];
const objectGuids = new Map(
  names.map((name, index) => [name, Buffer.from(index.toString(16).padStart(32, '0'), 'hex')]),
);
const people = expectSides(seed.users, objectGuids);
const { arriving, excluded, notWritable } = expectGroups(seed, people, objectGuids);

const groupNamed = (name: string) => {
  const group = arriving.find(({ tenantGroup }) => tenantGroup.displayName === name);
  if (group === undefined) throw new Error(`${name} does not arrive.`);
  return group;
};
const uniqueNames = (...groups: readonly string[]) => groups.map((name) => groupNamed(name).tenantGroup.uniqueName);

test('every group but those arrives, and every contact is shown', () => {
  expect(excluded.map(({ group, reason }) => [group.commonName, reason])).toStrictEqual([
    ['GG-Excluded', 'marked not to synchronise'],
  ]);
  expect(notWritable.slice(0, 4)).toStrictEqual([
    { displayName: 'GG-Mail', code: 'group.mail-enabled' },
    { displayName: 'Newsletter', code: 'group.distribution' },
    { displayName: 'DG-Empty', code: 'group.distribution' },
    { displayName: 'Contact 1', code: 'group.contact' },
  ]);
  expect([arriving.length, notWritable.length]).toStrictEqual([seed.groups.length - 4, 3 + seed.contacts.length]);
});

test('a distribution group without a mail address is of no use to a tenant', () => {
  const plain = { organizationalUnit: ['Groups'], commonName: 'Plain', members: [], kind: 'distribution' } as const;
  expect(expectGroups({ groups: [plain], contacts: [] }, people, objectGuids)).toStrictEqual({
    arriving: [],
    excluded: [{ group: plain, reason: 'distribution group without mail' }],
    notWritable: [],
  });
});

test.each([
  ['x'.repeat(256), { description: 'd'.repeat(1_024) }],
  ['GG-Größe 大きい', { mailNickname: expect.stringMatching(/^GG-Gre-[0-9a-f]{8}$/), description: null }],
  ['GG-Special Characters', { mailNickname: expect.stringMatching(/^GG-Special_\{0\}!\$%&-`~-[0-9a-f]{8}$/) }],
])('%.25s arrives as %j', (name, expected) => {
  expect(groupNamed(name).tenantGroup).toMatchObject({ ...expected, mailEnabled: false, securityEnabled: true });
});

test('members are the direct ones: people who arrive, and groups, in circles, too', () => {
  expect(groupNamed('GG-All-Staff').members).toStrictEqual(
    people.arriving.map(({ tenantUser }) => tenantUser.onPremisesImmutableId),
  );
  expect(groupNamed('DL-Share-Read').members).toStrictEqual(uniqueNames('DL-Intranet-Read'));
  expect(groupNamed('UG-Pair-A').members).toStrictEqual(uniqueNames('UG-Pair-B'));
  expect(groupNamed('UG-Pair-B').members).toStrictEqual(uniqueNames('UG-Pair-A'));
  expect(groupNamed('GG-Empty').members).toStrictEqual([]);
});

test('a group whose objectGUID was not read is an error, never a guess', () => {
  expect(() => expectGroups(seed, people, new Map())).toThrow('No objectGUID is known for GG-All-Staff.');
});
