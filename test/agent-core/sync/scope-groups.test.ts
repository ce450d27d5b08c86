import { describe, expect, test } from 'vitest';
import { decide } from '../../../agent-core/sync/scope.ts';
import type { ScopeBasis } from '../../../agent-core/sync/scope-basis.ts';
import { scopeGroups } from '../../../agent-core/sync/scope-groups.ts';
import {
  directoryContact,
  directoryGroup,
  directoryUnit,
  distributionGroup,
  memberFor,
  referenceTo,
} from '../../builders/directory-group.ts';
import type { Attributes } from '../../builders/directory-object.ts';

const everything = decide({ kind: 'all' });
const groupIn = (attributes: Attributes) => scopeGroups([directoryGroup('staff', [], attributes)], [], everything);
const contactIn = (attributes: Attributes) => scopeGroups([], [directoryContact('carl', attributes)], everything);

describe('a group is in scope', () => {
  test.each<[string, Attributes]>([
    ['as a global group', {}],
    ['as a domain local group', { groupType: '-2147483644' }],
    ['as a universal group', { groupType: '-2147483640' }],
    ['with an adminDescription of another kind', { adminDescription: 'User_x' }],
    ['with an adminDescription that only contains the excluded one', { adminDescription: 'x Group_x' }],
    ['with an address that is no mail address', { mail: 'nobody', proxyAddresses: ['x500:/o=x', 'smtp:a@b'] }],
  ])('%s', (_name, attributes) => {
    expect(groupIn(attributes)).toMatchObject({ inScope: [{}], outOfScope: [], notWritable: [] });
  });
});

describe('a group is out of scope', () => {
  test.each<[string, Attributes, string]>([
    ['when it belongs to the system', { isCriticalSystemObject: 'TRUE' }, 'critical system object'],
    ['when Windows made it', { groupType: '-2147483643' }, 'built-in'],
    ['as the victim of a conflict', { distinguishedName: 'CN=a\\0ACNF:1,DC=contoso,DC=com' }, 'conflict'],
    ['when its adminDescription says so', { adminDescription: 'group_x' }, 'adminDescription'],
    ['as the group of Entra Connect', { sAMAccountName: 'MSOL_AD_Sync_RichCoexistence' }, 'synchronisation'],
    ['as a role group', { msExchRecipientTypeDetails: '1073741824' }, 'role group'],
    ['as a distribution group that nobody can write to', { groupType: distributionGroup }, 'without a mail address'],
  ])('%s', (_name, attributes, rule) => {
    expect(groupIn(attributes).outOfScope[0]?.rule).toContain(rule);
  });
});

describe('R26: shown as not writable, with the reason', () => {
  test.each<[string, Attributes, string]>([
    ['a mail-enabled security group', { mail: 'staff@contoso.com' }, 'group.mail-enabled'],
    ['one that has only a primary address', { proxyAddresses: ['SMTP:staff@contoso.com'] }, 'group.mail-enabled'],
    ['a distribution group', { groupType: distributionGroup, mail: 'x@contoso.com' }, 'group.distribution'],
  ])('%s', (_name, attributes, code) => {
    expect(groupIn(attributes)).toMatchObject({ inScope: [], notWritable: [{ problem: { code } }] });
  });

  test('a contact; one without a mail address is out of scope', () => {
    expect(contactIn({})).toMatchObject({ notWritable: [{ problem: { code: 'group.contact' } }] });
    expect(contactIn({ mail: null }).outOfScope[0]?.rule).toContain('without a mail address');
    expect(contactIn({ adminDescription: 'Contact_x' }).outOfScope[0]?.rule).toContain('adminDescription');
    expect(contactIn({ adminDescription: 'x Contact_x' }).outOfScope).toEqual([]);
    expect(contactIn({ mailNickname: 'xCAS_x{1}' }).outOfScope).toEqual([]);
    expect(contactIn({ mailNickname: 'CAS_exchange{1}' }).outOfScope[0]?.rule).toContain('client access server');
  });
});

test('R16: groupType is signed: of all bits only the highest of 32 makes a security group', () => {
  const bits = Array.from({ length: 32 }, (_, bit) => bit).filter(
    (bit) => groupIn({ groupType: String(BigInt.asIntN(32, 1n << BigInt(bit))) }).inScope.length > 0,
  );
  expect(bits).toEqual([31]);
});

describe('by the scope', () => {
  const namesIn = (basis: ScopeBasis, groups = family) =>
    scopeGroups(groups, [], decide(basis)).inScope.map(({ attributes }) => attributes.cn?.[0]);
  const family = [
    directoryGroup('top', [memberFor('nested')]),
    directoryGroup('nested', [memberFor('top')]),
    directoryGroup('other', []),
  ];

  test('groups: those that are named, and those nested in them, in whatever circles', () => {
    const groups = { objects: family, problem: null };
    expect(namesIn({ kind: 'groups', wanted: [referenceTo('top')], groups })).toEqual(['top', 'nested']);
  });

  test('units: those below them', () => {
    const units = [directoryUnit('unit', 'OU=Groups,DC=contoso,DC=com')];
    expect(namesIn({ kind: 'units', include: [referenceTo('unit')], exclude: [], units })).toHaveLength(3);
    expect(namesIn({ kind: 'units', include: [], exclude: [referenceTo('unit')], units })).toEqual([]);
  });
});
