import { expect, test } from 'vitest';
import { wholeNumber } from '../../../agent-core/cli/whole-number.ts';

const lines = wholeNumber('lines', { most: 500, usual: 50 });

test('a number is taken as it is given, and the usual one where none is', () => {
  expect(lines.read({ lines: '12' })).toBe(12);
  expect(lines.read({})).toBe(50);
  for (const given of [{}, { lines: '1' }, { lines: '500' }]) expect(lines.findMistake(given)).toBeNull();
});

test.each(['0', '501', '1.5', '-1', 'ten', '', '1e2', ' 3'])('"%s" is a mistake that says what is taken', (given) => {
  expect(lines.findMistake({ lines: given })).toBe('--lines takes 1 to 500');
});
