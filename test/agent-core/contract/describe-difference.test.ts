import { expect, test } from 'vitest';
import { describeDifference } from '../../../agent-core/contract/describe-difference.ts';

test('what is equal differs nowhere', () => {
  expect(describeDifference({ a: [1, { b: null }] }, { a: [1, { b: null }] })).toEqual([]);
});

test.each([
  [{ a: { b: 1, c: 2 } }, { a: { b: 1, c: 3 } }, ['a.c: 2 -> 3']],
  [{ a: ['x'] }, { a: ['x', 'y'] }, ['a.1: (nothing) -> "y"']],
  [{ a: null }, { a: { kind: 'all' } }, ['a: (nothing) -> {"kind":"all"}']],
  [{ a: 1, b: true }, { b: false, c: '' }, ['a: 1 -> (nothing)', 'b: true -> false', 'c: (nothing) -> ""']],
])('%j and %j', (before, after, lines) => {
  expect(describeDifference(before, after)).toEqual(lines);
});

test('a value that is long, such as a certificate, is cut', () => {
  const [line] = describeDifference({ pem: null }, { pem: 'x'.repeat(5_000) });
  expect(line?.length).toBeLessThan(120);
});
