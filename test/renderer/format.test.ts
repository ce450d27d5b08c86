import { describe, expect, test } from 'vitest';
import {
  formatClock,
  formatDay,
  formatDuration,
  formatExactTime,
  formatInstantsIn,
  formatNumberOf,
  formatSeconds,
  formatSince,
  formatUntil,
} from '../../renderer/format.ts';

test.each([
  [0, '0 users'],
  [1, '1 user'],
  [1_204_000, '1,204,000 users'],
])('%d is %s', (count, text) => {
  expect(formatNumberOf(count, 'user', 'users')).toBe(text);
});

test.each([
  [0, 'under 0.1 seconds'],
  [99, 'under 0.1 seconds'],
  [1_000, '1 second'],
  [1_449, '1.4 seconds'],
  [59_400, '59.4 seconds'],
  [59_999, '1 minute'],
  [60_000, '1 minute'],
  [61_000, '1 minute 1 second'],
  [3_725_000, '62 minutes 5 seconds'],
])('%d milliseconds last %s', (milliseconds, text) => {
  expect(formatDuration(milliseconds)).toBe(text);
});

test.each([
  [4, '< 0.1 s'],
  [812, '0.8 s'],
  [12_345, '12 s'],
])('%d milliseconds are %s in a column', (milliseconds, text) => {
  expect(formatSeconds(milliseconds)).toBe(text);
});

describe('a time that has passed', () => {
  const then = '2026-11-22T12:00:00.000Z';
  test.each([
    [-5_000, 'less than a minute ago'],
    [59_999, 'less than a minute ago'],
    [60_000, '1 minute ago'],
    [3_599_999, '59 minutes ago'],
    [3_600_000, '1 hour ago'],
    [86_400_000 * 3, '3 days ago'],
  ])('of %d milliseconds is %s', (elapsedMs, text) => {
    expect(formatSince(then, Date.parse(then) + elapsedMs)).toBe(text);
  });
});

test('the exact time has day, seconds and time zone', () => {
  expect(formatExactTime('2026-11-22T12:00:05.000Z')).toMatch(/^2\d November 2026 at \d\d:\d\d:05 \S+/);
});

test.each([
  [80_000, 'in 1 minute 20 seconds'],
  [1_200, 'in 2 seconds'],
  [0, 'any moment now'],
  [-5_000, 'any moment now'],
])('what is %d milliseconds ahead is %s', (milliseconds, text) => {
  const now = Date.parse('2026-11-22T22:25:35Z');
  expect(formatUntil(new Date(now + milliseconds).toISOString(), now)).toBe(text);
});

test('a time of day has its day when that is not today', () => {
  const now = Date.parse('2026-11-22T12:00:00Z');
  expect(formatClock('2026-11-22T11:25:35Z', now)).toMatch(/^\d\d:25:35$/);
  expect(formatClock('2026-11-20T11:25:35Z', now)).toMatch(/^20 Nov, \d\d:25:35$/);
});

test('what may lie in another year says which', () => {
  expect(formatDay('2027-03-09T11:25:35Z')).toMatch(/^9 Mar 2027, \d\d:25$/);
});

test('every time within a text is as a person reads it, and nothing else of the text is touched', () => {
  const [one, other] = ['2026-11-01T00:00:00.000Z', '2027-03-09T08:15:00Z'];
  expect(formatInstantsIn(`since ${one}; until ${other}, dc1.contoso.com on 2026-11-01`)).toBe(
    `since ${formatExactTime(one)}; until ${formatExactTime(other)}, dc1.contoso.com on 2026-11-01`,
  );
  expect(formatInstantsIn('userPrincipalName ada@contoso.com')).toBe('userPrincipalName ada@contoso.com');
});
