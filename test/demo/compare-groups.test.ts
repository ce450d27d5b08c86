import { expect, test } from 'vitest';
import type { ExpectedGroups } from '../lab/expected-groups.ts';
import { compareGroups, compareNotWritable } from './compare-groups.ts';

const values = { description: null, mailNickname: 'sales', mailEnabled: false, securityEnabled: true };
const sales = { ...values, uniqueName: 'key-of-sales', displayName: 'Sales' };
const everybody = { ...values, uniqueName: 'key-of-everybody', displayName: 'Everybody' };
const contact = { displayName: 'Contact 1', code: 'group.contact' } as const;
const expected: ExpectedGroups = {
  arriving: [
    { tenantGroup: sales, members: ['anchor-of-anna'] },
    { tenantGroup: everybody, members: ['key-of-sales', 'anchor-of-emil'] },
  ],
  excluded: [],
  notWritable: [contact],
};
const users = [
  { id: 'anna', userPrincipalName: 'anna@contoso.test', onPremisesImmutableId: 'anchor-of-anna' },
  { id: 'emil', userPrincipalName: 'emil@contoso.test', onPremisesImmutableId: 'anchor-of-emil' },
  { id: 'admin', userPrincipalName: 'admin@contoso.test' },
];
const bothGroups = [
  { id: 'sales', ...sales },
  { id: 'everybody', ...everybody },
];
const tenantOf = (
  groups: Parameters<typeof compareGroups>[1]['groups'],
  links: Parameters<typeof compareGroups>[1]['members']['links'],
) => ({ users, groups, members: { links, suspended: [] } });
const asExpected = [
  ['sales', ['anna']],
  ['everybody', ['emil', 'sales']],
] as const;

test('groups as the seed says have no differences, whatever else lives in the tenant', () => {
  const bystander = { id: 'cloud', displayName: 'Cloud' };
  const links = [...asExpected, ['cloud', ['admin']]] as const;
  expect(compareGroups(expected, tenantOf([...bothGroups, bystander], links))).toStrictEqual([]);
});

test('a group that is missing, differs or is too many is named', () => {
  const stranger = { id: 'stranger', uniqueName: 'key-of-stranger', displayName: 'Stranger' };
  const changed = { id: 'everybody', ...everybody, securityEnabled: false };
  expect(compareGroups(expected, tenantOf([changed, stranger], [['everybody', ['emil']]]))).toStrictEqual([
    'the group Sales is missing',
    'the group Everybody: securityEnabled is false, not true',
    'the group Everybody lacks key-of-sales',
    'the group Stranger should not be there',
  ]);
});

test('who is missing in a group or in it for nothing is named', () => {
  expect(compareGroups(expected, tenantOf(bothGroups, [['everybody', ['emil', 'sales', 'admin']]]))).toStrictEqual([
    'the group Sales lacks anchor-of-anna',
    'admin should not be in the group Everybody',
  ]);
});

test('what is shown as not writable is exactly what the seed says, with its reason', () => {
  expect(compareNotWritable(expected, [contact])).toStrictEqual([]);
  expect(compareNotWritable(expected, [{ ...contact, code: 'group.distribution' }])).toStrictEqual([
    'Contact 1 (group.contact) should be shown',
    'Contact 1 (group.distribution) should not be shown',
  ]);
});
