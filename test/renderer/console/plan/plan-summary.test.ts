import { expect, test } from 'vitest';
import { summaryOf } from '../../../../renderer/console/plan/plan-summary.ts';
import { reportOf } from '../../../desktop/sample-data.ts';

const sentences = (counts: Parameters<typeof reportOf>[0]) =>
  summaryOf(reportOf(counts)).map(({ sentence }) => sentence);

test('a plan is told in short: what would be done, what is left alone, and how many need nothing', () => {
  const planned = { create: 988, update: 1, disable: 0, enable: 0 };
  expect(sentences({ counts: { planned, held: 12, unchanged: 3 } })).toEqual([
    'Create 988 objects',
    'Update 1 object',
    'Leave 12 objects as they are, because something stands in the way; below it says what',
    '3 objects in step already',
  ]);
});

test('a plan without changes says so', () => {
  expect(sentences({ counts: { unchanged: 0 } })).toEqual(['A run would change nothing.']);
});
