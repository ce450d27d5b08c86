import { expect, test } from 'vitest';
import { changesText, objectsText, plannedText, removalWaitTexts } from '../../../agent-core/cli/count-texts.ts';
import { countsByType } from '../../builders/run-counts.ts';

test('whoever is counted is told by what it is', () => {
  const counts = countsByType({
    user: { unchanged: 1_200, outOfScope: 1 },
    group: { unchanged: 1, outOfScope: 2 },
    contact: { outOfScope: 3 },
  });
  expect(objectsText(counts, 'unchanged')).toBe('1,200 users and 1 group');
  expect(objectsText(counts, 'outOfScope')).toBe('1 user, 2 groups and 3 contacts');
  expect(objectsText(counts, 'notWritable')).toBe('0 users');
  expect(objectsText({ ...counts, byType: null }, 'unchanged')).toBe('1,201 objects');
});

test('changes say of what they are, unless all are of users', () => {
  const planned = { create: 2, update: 0, disable: 0, enable: 0, delete: 0, restore: 0, link: 0, unlink: 0 };
  const counts = countsByType({
    user: { planned, applied: 2, held: 1 },
    group: { planned: { ...planned, create: 1, link: 40 }, applied: 41 },
  });
  expect(plannedText(counts)).toBe(
    '3 create (2 of users, 1 of groups), 0 update, 0 disable, 0 enable, 40 link (of groups)',
  );
  expect(changesText(counts, 'applied', 'applied')).toBe('43 applied (2 of users, 41 of groups)');
  expect(changesText(counts, 'held', 'held')).toBe('1 held');
});

test('a removal that waits says for what', () => {
  const waits = [
    { runsLeft: 1, users: 1, groups: 1 },
    { runsLeft: 2, users: 12, groups: 0 },
    { runsLeft: null, users: 1, groups: 0 },
  ];
  expect(removalWaitTexts(waits)).toEqual([
    '1 user and 1 group until one more run has seen the same',
    '12 users until 2 more runs have seen the same',
    '1 user until what is on the way to another domain is read there',
  ]);
});
