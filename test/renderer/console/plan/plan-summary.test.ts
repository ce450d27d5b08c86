import { expect, test } from 'vitest';
import { summaryOf } from '../../../../renderer/console/plan/plan-summary.ts';
import { reportOf } from '../../../desktop/sample-data.ts';

const sentences = (counts: Parameters<typeof reportOf>[0]) =>
  summaryOf(reportOf(counts), true).map(({ sentence }) => sentence);

test('a plan is told in short: what would be done, what is left alone, and how many need nothing', () => {
  const planned = { create: 988, update: 1, disable: 0, enable: 0 };
  expect(sentences({ counts: { planned, held: 12, unchanged: 3 } })).toEqual([
    'Create 988 objects',
    'Update 1 object',
    '12 objects held back, of these or because something stands in the way; the list says what',
    '3 objects in step already',
  ]);
});

test('what is taken away is marked, so that nobody overlooks it', () => {
  const planned = { create: 1, update: 0, disable: 1, enable: 0, delete: 1 };
  expect(summaryOf(reportOf({ counts: { planned, unchanged: 0 } }), true).map(({ tone }) => tone)).toEqual([
    'quiet',
    'attention',
    'attention',
  ]);
});

test('a plan without changes says so', () => {
  expect(sentences({ counts: { unchanged: 0 } })).toEqual(['A run would change nothing.']);
});

test('where nothing is listed, no list is spoken of', () => {
  const sentences = summaryOf(reportOf({ counts: { held: 12 } }), false).map(({ sentence }) => sentence);
  expect(sentences).toContain('12 objects held back, of these or because something stands in the way');
});
