import { expect, test } from 'vitest';
import { advancePosition, positionAfterWhole, whyWhole } from '../../../agent-core/sync/tenant-position.ts';

const monday = '2026-03-02T08:00:00.000Z';
const after = (seconds: number) => new Date(Date.parse(monday) + seconds * 1000).toISOString();
const whole = positionAfterWhole('a tenant', 'first', monday);
const position = { ...whole, since: 'older' };
const told = { since: 'second', takenAt: after(1) };

test.each([
  ['is asked from the same place again while the next one is younger than ten minutes', 599, {}],
  ['goes on to the next one when that is ten minutes old', 600, { since: 'first', next: told }],
  ['and later as well', 86_400, { since: 'first', next: told }],
  ['stays where it is when no time has passed', 0, {}],
  ['waits ten minutes anew after the clock was set back', -1, { next: told }],
])('R14: a tenant %s', (_, seconds, changes) => {
  expect(advancePosition(position, told, after(seconds))).toEqual({ ...position, ...changes });
});

test.each([
  [0, null],
  [86_399, null],
  [86_400, `before: ${monday}`],
  [-1, `before: ${monday}`],
])('%i seconds after everything was told it is said why it has to be told again, if it has', (seconds, detail) => {
  expect(whyWhole(whole, after(seconds))?.detail ?? null).toBe(detail);
});
