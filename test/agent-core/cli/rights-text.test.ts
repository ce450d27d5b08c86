import { expect, test } from 'vitest';
import { rightsPreviewText } from '../../../agent-core/cli/directory-work-text.ts';
import { removedEntriesText, rightsSumText, rightsText } from '../../../agent-core/cli/rights-text.ts';
import { type DirectoryRight, directoryRightTexts } from '../../../agent-core/contract/directory-rights.ts';
import type { RightEntry } from '../../../agent-core/contract/rights-requests.ts';
import { fakeRights } from '../../builders/fake-administration.ts';

const where = 'DC=contoso,DC=com';
const entry = (right: DirectoryRight, state: RightEntry['state'], isHeldAnyway = false): RightEntry => ({
  ...{ right, where, ...directoryRightTexts[right], state },
  isHeldAnyway,
});
const deletions = entry('deletions', 'present');

test('what any account may do is not called missing, and what could not be seen is not called either', () => {
  const entries = [entry('changes', 'missing'), entry('groups', 'missing', true), entry('deletions', 'unreadable')];
  const text = rightsText({ ...fakeRights, entries });
  expect(text).toMatch(/MISSING +Replicating Directory Changes/);
  expect(text).toMatch(/anyway +Read all properties \(groups below\)/);
  expect(text).toMatch(/NOT SEEN +List contents, Read all properties/);
  expect(rightsSumText({ entries }).split('\n')).toEqual([
    '1 of 3 are missing: "rights apply" grants them.',
    '1 of 3 it has anyway, through a group or because everybody may by default: "rights apply" grants them to the account itself, so that it keeps them.',
    '1 of 3 could not be seen: the administrator may not read who has access there. "rights apply" finds out.',
    '',
  ]);
});

test('a preview of the set-up counts as the preview of the rights does', () => {
  const entries = [entry('changes', 'missing'), entry('groups', 'missing', true), deletions];
  const preview = rightsPreviewText({ ...fakeRights, entries });
  expect(preview).toContain(rightsSumText({ entries }).replaceAll('"rights apply"', 'the set-up'));
  expect(preview).toContain('1 of 3 are missing: the set-up grants them.\n1 of 3 it has anyway');
});

test('where everything is granted it says so', () => {
  expect(rightsSumText({ entries: [deletions] })).toBe('Everything is granted.\n');
});

test('whoever grants units alone is told that deletions are not seen', () => {
  expect(rightsSumText({ entries: [entry('users', 'present')] })).toContain('deletions are not seen');
  expect(rightsSumText({ entries: [deletions] })).not.toContain('deletions');
});

test('what was taken back is named as Windows names it, by the object that had it', () => {
  const removed = [
    { where, entry: '(OA;;CR;;;S-1-5-1)', right: 'changes' },
    { where, entry: '(A;;RP;;;S-1-5-1)', right: 'place' },
  ] as const;
  expect(removedEntriesText(removed)).toBe(
    `${where}\n  Replicating Directory Changes (this object only)\n  Read all properties (this object only)\n`,
  );
});
