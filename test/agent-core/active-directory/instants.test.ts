import { expect, test } from 'vitest';
import { instantOfFileTime, instantOfGeneralizedTime } from '../../../agent-core/active-directory/instants.ts';

test.each([
  ['116444736000000000', '1970-01-01T00:00:00.000Z'],
  ['134169120000000001', '2026-03-02T08:00:00.000Z'],
  ['1', '1601-01-01T00:00:00.000Z'],
  ['0', null],
  ['9223372036854775807', null],
  ['2650467744000000000', null],
  ['-1', null],
  ['soon', null],
])('R16, R24: the file time %s is %s', (ticks, instant) => {
  expect(instantOfFileTime(ticks)).toBe(instant);
});

test.each([
  ['20260302080000.0Z', '2026-03-02T08:00:00Z'],
  ['20260302080000Z', '2026-03-02T08:00:00Z'],
  ['2026-03-02', null],
])('the generalized time %s is %s', (time, instant) => {
  expect(instantOfGeneralizedTime(time)).toBe(instant);
});
