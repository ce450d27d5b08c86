import { expect, test } from 'vitest';
import { mapGroupAlways, mapGroupAtCreation } from '../../../agent-core/sync/group-mapping.ts';
import { directoryGroup } from '../../builders/directory-group.ts';
import type { Attributes } from '../../builders/directory-object.ts';
import { objectGuidFor } from '../../builders/identifiers.ts';

const always = (attributes: Attributes) => mapGroupAlways(directoryGroup('staff', [], attributes));
const nicknameOf = (sAMAccountName: string | null) =>
  mapGroupAtCreation(directoryGroup('staff', [], { sAMAccountName })).mailNickname;
const ending = `-${objectGuidFor('staff').slice(0, 8)}`;

test('a group is a security group without a mailbox, by its name and what is said of it', () => {
  expect(always({ displayName: 'All staff', description: 'Everybody' })).toEqual({
    displayName: 'All staff',
    description: 'Everybody',
    securityEnabled: true,
  });
  expect(always({}).description).toBeNull();
  expect(mapGroupAtCreation(directoryGroup('staff', [])).mailEnabled).toBe(false);
});

test('texts are cut where the tenant would refuse them', () => {
  const { displayName, description } = always({ displayName: 'n'.repeat(257), description: 'd'.repeat(1025) });
  expect([displayName, description]).toEqual(['n'.repeat(256), 'd'.repeat(1024)]);
});

test.each([
  ['staff', 'staff'],
  ['All Staff', 'AllStaff'],
  ['a@b(c)d\\e[f]g"h;i:j<k>l,m', 'abcdefghijklm'],
  ["!#$%&'*+-./09=?AZ^_`az{|}~", "!#$%&'*+-./09=?AZ^_`az{|}~"],
  ['Größe', 'Gre'],
  ['名前', 'group'],
  [null, 'group'],
  ['n'.repeat(80), 'n'.repeat(55)],
])('a group that is called %s has a nickname of its own that begins with %s', (name, beginning) => {
  expect(nicknameOf(name)).toBe(`${beginning}${ending}`);
});
