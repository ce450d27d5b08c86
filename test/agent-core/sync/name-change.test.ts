import { describe, expect, test } from 'vitest';
import type { Change } from '../../../agent-core/contract/plan.ts';
import { nameChange, nameChanges, nameDeed, nameEnd } from '../../../agent-core/sync/name-change.ts';
import { changeFor, linkFor } from '../../builders/changes.ts';
import { tenantIdFor } from '../../builders/identifiers.ts';

const named: Change = { ...changeFor('ada', 'delete'), userPrincipalName: 'ada@contoso.com', displayName: 'Ada King' };
const nameless: Change = { ...named, userPrincipalName: null };
const ofGroup = (kind: 'create' | 'update' | 'delete'): Change => ({
  ...changeFor('Staff', kind),
  objectType: 'group',
  userPrincipalName: null,
  displayName: 'Staff',
});

describe('a change is called by whom it is about', () => {
  test('by the sign-in name, and without one by the display name', () => {
    expect([nameChange(named), nameChange(nameless)]).toEqual(['ada@contoso.com', 'Ada King']);
  });

  test('by both ends where a membership begins or ends', () => {
    expect([nameChange(linkFor('Staff', 'ada', 'link')), nameChange(linkFor('Staff', 'ada', 'unlink'))]).toEqual([
      'Staff: ada',
      'Staff: ada',
    ]);
  });

  test('by the member alone where the group is named already', () => {
    expect([
      nameEnd(linkFor('Staff', 'ada', 'link')),
      nameEnd(linkFor('Staff', 'ada', 'unlink')),
      nameEnd(named),
    ]).toEqual(['ada', 'ada', 'ada@contoso.com']);
  });

  test('with what is done, and said of a group that it is one', () => {
    expect([nameDeed(named), nameDeed(ofGroup('delete')), nameDeed(linkFor('Staff', 'ada', 'unlink'))]).toEqual([
      'delete ada@contoso.com',
      'delete group Staff',
      'unlink group Staff: ada',
    ]);
  });
});

describe('of many changes', () => {
  const counts = new Map([[tenantIdFor('Staff'), 1_203]]);

  test('a group that is made anew is named with the number of its memberships', () => {
    expect(nameChanges([ofGroup('create'), linkFor('Staff', 'ada', 'link'), named])).toEqual([
      'Staff and 1 membership',
      'ada@contoso.com',
    ]);
  });

  test('a group that goes is named with its members, where they are known', () => {
    expect(nameChanges([ofGroup('delete')], counts)).toEqual(['Staff (1,203 members)']);
    expect(nameChanges([ofGroup('delete')])).toEqual(['Staff']);
  });

  test('a group that stays is not', () => {
    expect(nameChanges([ofGroup('update')], counts)).toEqual(['Staff']);
  });
});
