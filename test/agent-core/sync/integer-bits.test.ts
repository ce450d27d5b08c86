import { expect, test } from 'vitest';
import { hasBits } from '../../../agent-core/sync/integer-bits.ts';

test.each([
  ['514', 2n, true],
  ['512', 2n, false],
  ['-2147483646', 0x80000000n, true],
  ['4611686018427387904', 1n << 62n, true],
  ['-1', 1n << 63n, true],
])('R16: an integer of up to 64 bits has those it was written with: %s and %s', (value, bits, has) => {
  expect(hasBits(value, bits)).toBe(has);
});

test.each([null, '', '2 of them', 'number 2', '2.5'])('what is no integer has no bits: %s', (value) => {
  expect(hasBits(value, 2n)).toBe(false);
});
