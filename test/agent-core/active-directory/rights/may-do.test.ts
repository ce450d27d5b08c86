import { expect, test } from 'vitest';
import { type AccessEntry, writeAccessEntry } from '../../../../agent-core/active-directory/rights/access-entry.ts';
import { mayDo } from '../../../../agent-core/active-directory/rights/may-do.ts';
import { neededEntries } from '../../../../agent-core/active-directory/rights/needed-entries.ts';
import type { DirectoryRight } from '../../../../agent-core/contract/directory-rights.ts';

const agent = 'S-1-5-21-1-2-3-1104';
const everybody = 'S-1-5-11';
const stranger = 'S-1-5-21-1-2-3-1105';
const sids = new Set([agent, everybody]);
const all = neededEntries(agent, 'domain', 'DC=contoso,DC=com', []);

const neededFor = (wanted: DirectoryRight): AccessEntry => {
  const found = all.find(({ right }) => right === wanted);
  if (found === undefined) throw new Error(wanted);
  return found.entry;
};
const may = (right: DirectoryRight, ...entries: readonly (Partial<AccessEntry> & { readonly of?: DirectoryRight })[]) =>
  mayDo(
    { entries: entries.map(({ of, ...changes }) => writeAccessEntry({ ...neededFor(of ?? right), ...changes })) },
    sids,
    neededFor(right),
  );

test('R19: what is needed is had by an entry of the account or of a group that it is in, and by nobody else’s', () => {
  expect(may('users')).toBe(false);
  expect(may('users', {})).toBe(true);
  expect(may('users', { sid: everybody })).toBe(true);
  expect(may('users', { sid: stranger })).toBe(false);
});

test.each<[string, DirectoryRight, Partial<AccessEntry>, boolean]>([
  ['an entry for every class', 'users', { inheritedType: null }, true],
  ['an entry for another class', 'users', { inheritedType: neededFor('groups').inheritedType }, false],
  ['an entry about the object alone', 'users', { flags: 0 }, false],
  ['an entry about those below alone', 'place', { flags: 0xa }, false],
  ['an entry that was inherited', 'place', { flags: 0x10 }, true],
  ['an entry about one attribute', 'place', { objectType: neededFor('changes').objectType }, false],
  ['every extended right', 'changes', { objectType: null }, true],
  ['another extended right', 'changes', { objectType: neededFor('users').inheritedType }, false],
  ['half of what is needed', 'deletions', { mask: 0x10 }, false],
  ['everything, in general terms', 'users', { mask: 0x1000_0000 }, true],
  ['reading, in general terms', 'deletions', { mask: 0x8000_0000 }, true],
  ['writing, in general terms', 'users', { mask: 0x4000_0000 }, false],
])('%s counts for %s or does not', (_what, right, changes, expected) => {
  expect(may(right, changes)).toBe(expected);
});

test('R19: the first entry that speaks of a right decides', () => {
  const denied = { kind: 'deny', sid: everybody } as const;
  expect(may('users', denied, {})).toBe(false);
  expect(may('users', {}, denied)).toBe(true);
  expect(may('users', { ...denied, sid: stranger }, {})).toBe(true);
  // Of one attribute is not of all.
  expect(may('place', { ...denied, objectType: neededFor('changes').objectType }, {})).toBe(true);
  expect(may('deletions', { ...denied, mask: 0x4 }, {})).toBe(false);
});

test('an entry that is not understood says nothing', () => {
  const unknown = Buffer.from([17, 0, 8, 0, 1, 2, 3, 4]);
  expect(mayDo({ entries: [unknown, writeAccessEntry(neededFor('place'))] }, sids, neededFor('place'))).toBe(true);
});
