import { expect, test } from 'vitest';
import { entryLineOf } from '../../../../renderer/console/overview/entry-line.ts';
import { linesIn, needsMore } from '../../../../renderer/console/overview/shown-entries.ts';
import { mixedEntries } from '../../../desktop/sample-data.ts';

const lines = mixedEntries.map(entryLineOf);
const ready = (next: number | null) => ({ stage: { kind: 'ready', next } }) as const;

test('only the lines that a number counts are shown', () => {
  expect(linesIn(lines, 'held').map(({ name }) => name)).toEqual(['María González-Fernández de la Vega', 'Room 4.12']);
  expect(linesIn(lines, null)).toBe(lines);
});

test('more is read by itself until there is something to show, and never without a choice', () => {
  expect(needsMore(ready(200), 2, 'held')).toBe(true);
  expect(needsMore(ready(200), 50, 'held')).toBe(false);
  expect(needsMore(ready(null), 2, 'held')).toBe(false);
  expect(needsMore({ stage: { kind: 'reading', cursor: 200 } }, 2, 'held')).toBe(false);
  expect(needsMore(ready(200), 2, null)).toBe(false);
});
