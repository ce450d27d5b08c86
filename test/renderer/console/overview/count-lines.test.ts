import { expect, test } from 'vitest';
import { countLinesOf } from '../../../../renderer/console/overview/count-lines.ts';
import { countsByType } from '../../../builders/run-counts.ts';
import { reportOf } from '../../../desktop/sample-data.ts';

const wordsOf = (lines: ReturnType<typeof countLinesOf>) => lines.map(({ word }) => word);

test('what there is none of is not shown, unless a person looks for it', () => {
  const words = wordsOf(countLinesOf(reportOf({ counts: { notWritable: 0, leftScope: 2 } })));
  expect(words).toEqual(['planned', 'applied', 'failed', 'held', 'unchanged', 'out of scope', 'left the scope']);
});

test('a number leads to its lines where it has any', () => {
  const lines = countLinesOf(reportOf({ counts: { held: 3, absent: 1 } }));
  expect(lines.flatMap(({ group }) => group ?? [])).toEqual(['held', 'notWritable', 'absent']);
});

test('users and groups are told apart', () => {
  const counts = countsByType({ user: { held: 5 }, group: { held: 1 } });
  const held = countLinesOf(reportOf({ counts })).find(({ word }) => word === 'held');
  expect(held).toMatchObject({ count: 6, note: '5 users, 1 group' });
});

test('of a run that broke off only the outcomes are shown', () => {
  expect(wordsOf(countLinesOf(reportOf({ isBroken: true })))).toEqual(['applied', 'not known', 'failed', 'held']);
});
