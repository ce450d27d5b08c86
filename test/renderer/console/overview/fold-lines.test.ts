import { expect, test } from 'vitest';
import { changeSchema } from '../../../../agent-core/contract/plan.ts';
import { problem } from '../../../../agent-core/contract/problem.ts';
import type { Outcome, ReportEntry } from '../../../../agent-core/contract/run-report.ts';
import { entryLineOf } from '../../../../renderer/console/overview/entry-line.ts';
import { foldLines } from '../../../../renderer/console/overview/fold-lines.ts';
import { changeOf, guidOf } from '../../../desktop/sample-data.ts';

const namesFor = (count: number) => Array.from({ length: count }, (_, index) => `person ${index}`);
const linkFor = (group: string, name: string, kind: 'link' | 'unlink') => {
  const number = group.length;
  const target = { objectType: 'user', objectGuid: guidOf(1), displayName: name };
  return changeSchema.parse({
    ...changeOf({ number, name: group }),
    kind,
    relation: 'members',
    target,
    attributes: [],
  });
};
const entry = (outcome: Outcome): ReportEntry => ({ kind: 'outcome', outcome });
const linked = (group: string, names: readonly string[], kind: 'link' | 'unlink' = 'link') =>
  names.map((name) => entry({ kind: 'previewed', change: linkFor(group, name, kind) }));
const shown = (entries: readonly ReportEntry[]) =>
  foldLines(entries.map(entryLineOf)).map(({ name, attributeNames }) => `${name}: ${attributeNames}`);

test('many memberships of a group are one line in place of the first, which names everybody', () => {
  const names = namesFor(400);
  const other = entry({ kind: 'previewed', change: changeOf({ name: 'ada', kind: 'disable' }) });
  const [first, ...others] = linked('staff', names);
  const lines = foldLines([...(first === undefined ? [] : [first]), other, ...others].map(entryLineOf));
  expect(lines.map(({ name }) => name)).toEqual(['staff', 'ada']);
  expect(lines[0]).toMatchObject({
    attributeNames: '400 memberships',
    attributes: [{ name: 'members', before: null, after: names }],
  });
  expect(new Set(lines.map(({ key }) => key)).size).toBe(lines.length);
});

test('few stay as they are, and so do those of another group, of another kind, and of another outcome', () => {
  expect(shown(linked('staff', namesFor(3)))).toHaveLength(3);
  const mixed = [
    ...linked('staff', ['ada', 'bob']),
    ...linked('crew', ['ada', 'bob']),
    ...linked('staff', ['cyd', 'dan'], 'unlink'),
    entry({ kind: 'held', change: linkFor('staff', 'eve', 'link'), problem: problem('guard.rejected', '1 found') }),
  ];
  expect(shown(mixed)).toHaveLength(mixed.length);
});

test('what is taken away is told as what was there before', () => {
  const [line] = foldLines(linked('staff', namesFor(4), 'unlink').map(entryLineOf));
  expect(line?.attributes).toEqual([{ name: 'members', before: namesFor(4), after: null }]);
});
