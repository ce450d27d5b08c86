import { expect, test } from 'vitest';
import { problem } from '../../../../agent-core/contract/problem.ts';
import { entryLineOf, subjectOf, valueText } from '../../../../renderer/console/overview/entry-line.ts';
import { changeOf, heldEntry, manyEntries, mixedEntries, outcomeEntry } from '../../../desktop/sample-data.ts';

test('a change is told by who, what and outcome', () => {
  const line = entryLineOf(outcomeEntry({ kind: 'applied', change: changeOf({ kind: 'disable' }) }));
  expect(line).toMatchObject({ name: 'Anna Berg', what: 'Disable', outcome: 'Applied', tone: 'good', problem: null });
  expect(line.attributeNames).toBe('department');
});

test('a membership that ends is named by the group and the member, everything else by itself', () => {
  const change = changeOf({ name: 'GG-All-Staff' });
  if (change.kind !== 'update') throw new Error('an update was asked for');
  const target = { objectType: 'user', objectGuid: change.objectGuid, displayName: 'Aoife Murphy' } as const;
  const removal = { ...change, kind: 'unlink', relation: 'members', target, takesLicences: false } as const;
  expect(subjectOf(removal)).toBe('GG-All-Staff: Aoife Murphy');
  expect(subjectOf(changeOf({ kind: 'disable' }))).toBe('Anna Berg');
});

test('what failed carries its problem', () => {
  const why = problem('tenant.conflict', 'mail');
  const line = entryLineOf(outcomeEntry({ kind: 'failed', change: changeOf(), problem: why }));
  expect(line).toMatchObject({ outcome: 'Failed', tone: 'bad', problem: why });
});

test('a new object has no before, and its attributes are not all named in its line', () => {
  const line = entryLineOf(outcomeEntry({ kind: 'previewed', change: changeOf({ kind: 'create' }) }));
  expect(line).toMatchObject({ isNew: true, attributeNames: '', outcome: 'Would be applied' });
  expect(line.attributes.map(({ name }) => name)).toEqual(['department', 'onPremisesImmutableId']);
});

test('R28: a takeover is told as one', () => {
  const attributes = [{ name: 'onPremisesImmutableId', before: null, after: 'anchor' }];
  const line = entryLineOf(outcomeEntry({ kind: 'previewed', change: { ...changeOf(), attributes } }));
  expect(line).toMatchObject({ what: 'Take over', attributeNames: 'onPremisesImmutableId' });
  const taken = {
    ...changeOf(),
    attributes,
    takenOver: { displayName: 'Ada B', userPrincipalName: 'ada.b@contoso.com' },
  };
  expect(entryLineOf(outcomeEntry({ kind: 'previewed', change: taken })).attributeNames).toBe(
    'Ada B (ada.b@contoso.com)',
  );
});

test('a held object is left as it is, and says why', () => {
  const why = problem('object.name-taken-twice', 'x');
  expect(entryLineOf(heldEntry(3, 'Room 3', why))).toMatchObject({
    name: 'Room 3',
    signInName: '',
    what: 'Leave as it is',
    outcome: 'Held',
    problem: why,
  });
});

test.each([
  ['object.removal-waits', 'removalWaits', 'To be removed later'],
  ['scope.left', 'leftScope', 'Left the scope'],
  ['group.distribution', 'notWritable', 'Not writable'],
  ['object.absent', 'absent', 'Not found any more'],
] as const)(
  'an object that is left alone without being held, as with %s, is told apart and is no trouble',
  (code, group, outcome) => {
    expect(entryLineOf(heldEntry(3, 'Anna Berg', problem(code, 'x')))).toMatchObject({ group, outcome, tone: 'quiet' });
  },
);

test('no two lines share a key', () => {
  const keys = [...mixedEntries, ...manyEntries].map((entry) => entryLineOf(entry).key);
  expect(new Set(keys).size).toBe(keys.length);
});

test.each([
  [true, 'yes'],
  [false, 'no'],
  ['text', 'text'],
  ['', null],
  [null, null],
  [[], null],
  [['a', 'b'], 'a\nb'],
])('the value %j reads %j', (value, text) => {
  expect(valueText(value)).toBe(text);
});

test('a change that nobody knew about shows what a later run found', () => {
  const lineOf = (fate: 'made' | null) => entryLineOf(outcomeEntry({ kind: 'unknown', change: changeOf(), fate }));
  expect(lineOf(null)).toMatchObject({ tone: 'attention', outcome: 'Not known' });
  expect(lineOf('made').outcome).toBe('Not known; it was made');
});
