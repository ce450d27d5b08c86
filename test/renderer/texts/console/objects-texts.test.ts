import { expect, test } from 'vitest';
import { objectGuidSchema } from '../../../../agent-core/contract/identifiers.ts';
import { objectsTexts } from '../../../../renderer/texts/console/objects-texts.ts';
import { scopeTexts } from '../../../../renderer/texts/wizard/scope-texts.ts';

const member = {
  objectType: 'user',
  objectGuid: objectGuidSchema.parse('8c1d4f36-2b7e-4d8a-9c55-0f6a1e3b7d42'),
  displayName: 'Ada',
  userPrincipalName: 'ada@contoso.com',
  kind: 'out',
  text: 'below none of the included units',
  code: null,
} as const;

test('of a group it is said who of its direct members is left out, why, and that there are more', () => {
  const { membersLeftOut } = objectsTexts.answer;
  const ada = 'Ada (ada@contoso.com) (below none of the included units)';
  expect(membersLeftOut({ count: 1, first: [member] })).toBe(`One of its direct members is left out: ${ada}.`);
  expect(membersLeftOut({ count: 1200, first: [member] })).toBe(
    `1,200 of its direct members are left out: ${ada}; and more.`,
  );
});

test('R22: a group that people have for primary group has members whom its list does not have', () => {
  expect(scopeTexts.members({ members: 1 })).toBe('1 member');
  expect(scopeTexts.members({ members: 0, hasPrimaryMembers: true })).toBe(
    '0 members, besides members by primary group',
  );
});
