import { expect, test } from 'vitest';
import { changeDigestSchema } from '../../../../agent-core/contract/identifiers.ts';
import { decidedName } from '../../../../renderer/console/findings/decided-name.ts';

const changesFor = (...digits: readonly string[]) =>
  digits.map((digit) => ({ digest: changeDigestSchema.parse(digit.repeat(64)), what: `delete ${digit}` }));

test('the first three of what was decided together are named, and how many there are besides', () => {
  expect(decidedName({ changes: changesFor('1', '2', '3', '4') })).toBe('delete 1, delete 2, delete 3 and 1 more');
  expect(decidedName({ changes: changesFor('5') })).toBe('delete 5');
});

test('a change of which nothing was kept is called by the beginning of its digest', () => {
  const [change] = changesFor('6');
  if (change === undefined) throw new Error('there is one');
  expect(decidedName({ changes: [{ ...change, what: null }] })).toBe('666666666666');
});
