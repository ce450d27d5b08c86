import fc from 'fast-check';
import { expect, test } from 'vitest';
import { markChangedPart } from '../../../renderer/components/changed-part.ts';

const parts = (before: string, after: string) => {
  const marked = markChangedPart(before, after);
  return [marked.before, marked.after].map(({ start, changed, end }) => [start, changed, end]);
};

test.each([
  ['Sales', 'Sales and service', ['Sales', '', ''], ['Sales', ' and service', '']],
  ['Acount', 'Account', ['Ac', '', 'ount'], ['Ac', 'c', 'ount']],
  ['', 'new', ['', '', ''], ['', 'new', '']],
  ['same', 'same', ['same', '', ''], ['same', '', '']],
  ['aa', 'aaa', ['aa', '', ''], ['aa', 'a', '']],
])('%j to %j', (before, after, left, right) => {
  expect(parts(before, after)).toEqual([left, right]);
});

test('letters with accents and pictures made of several are never cut in half', () => {
  expect(parts('Se\u0301an', 'Sean')).toEqual([
    ['S', 'e\u0301', 'an'],
    ['S', 'e', 'an'],
  ]);
  expect(parts('👩‍💻', '👩‍🔬')).toEqual([
    ['', '👩‍💻', ''],
    ['', '👩‍🔬', ''],
  ]);
});

test('nothing is lost or added, whatever the two texts are', () => {
  const text = fc.string({ unit: 'grapheme' });
  fc.assert(
    fc.property(text, text, (before, after) => {
      expect(parts(before, after).map((side) => side.join(''))).toEqual([before, after]);
    }),
  );
});
