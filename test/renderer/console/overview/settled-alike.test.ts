import { expect, test } from 'vitest';
import { settledAlike } from '../../../../renderer/console/overview/settled-alike.ts';
import { overviewTexts } from '../../../../renderer/texts/overview-texts.ts';
import { changeOf, reportOf } from '../../../desktop/sample-data.ts';

const { runId } = reportOf({ run: 8 });
const names = ['Ada', 'Bob', 'Cyd', 'Dan', 'Eve'];
const notMade = names.map((name, number) => ({ runId, change: changeOf({ number, name }), fate: 'notMade' }) as const);
const made = { runId, change: changeOf({ number: 9, name: 'Flo', kind: 'create' }), fate: 'made' } as const;

test('what became of many changes alike is one line, and each is in it once', () => {
  const lines = settledAlike({ settled: [...notMade, made, ...notMade] });
  expect(lines.map((one) => [one.kind, one.fate, one.names])).toEqual([
    ['update', 'notMade', names],
    ['create', 'made', ['Flo']],
  ]);
  expect(lines.map((one) => overviewTexts.run.settled(one.names, one.kind, one.fate))).toEqual([
    'Update Ada, Bob, Cyd and 2 more, not known since an earlier run: it was not made, and is planned anew.',
    'Create Flo, not known since an earlier run: it was made.',
  ]);
});
