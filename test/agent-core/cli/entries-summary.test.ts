import { expect, test } from 'vitest';
import { entriesSummary } from '../../../agent-core/cli/entries-summary.ts';
import { entriesText } from '../../../agent-core/cli/texts.ts';
import { problem } from '../../../agent-core/contract/problem.ts';
import type { Outcome, ReportEntry } from '../../../agent-core/contract/run-report.ts';
import { changeFor, namesFor } from '../../builders/changes.ts';
import { objectGuidFor } from '../../builders/identifiers.ts';

const all = 'bridgehead plan --all';
const entry = (outcome: Outcome): ReportEntry => ({ kind: 'outcome', outcome });
const would = (name: string, attributes = ['department']) =>
  entry({
    kind: 'previewed',
    change: changeFor(
      name,
      'create',
      attributes.map((attribute) => ({ name: attribute, before: null, after: 'x' })),
    ),
  });
const held = (name: string): ReportEntry => ({
  kind: 'held',
  held: {
    objectType: 'user',
    objectGuid: objectGuidFor(name),
    displayName: name,
    userPrincipalName: null,
    problem: problem('object.value-invalid', `mail of ${name}`),
  },
});

test('a few of a kind are shown in full', () => {
  const entries = ['ada', 'bob', 'cyd'].map((name) => would(name));
  expect(entriesSummary(entries, all)).toBe(entriesText(entries));
});

test('many of a kind are counted, with their attributes, the first few, and how to see the rest', () => {
  const entries = namesFor(1_000).map((name, index) =>
    would(name, index < 10 ? ['department', 'jobTitle'] : ['department']),
  );
  expect(entriesSummary(entries, all)).toBe(
    [
      '  would     create 1,000',
      '            department 1,000, jobTitle 10',
      '            user0 (user0@contoso.com)',
      '            user1 (user1@contoso.com)',
      '            user2 (user2@contoso.com)',
      '            and 997 more',
      `  Every one of them, with before and after: ${all}`,
      '',
      '',
    ].join('\n'),
  );
});

test('what is held for one reason says the reason once, and of each the detail', () => {
  const lines = entriesSummary(namesFor(5).map(held), all).split('\n');
  expect(lines.slice(0, 5)).toEqual([
    '  held      5',
    '            user0: mail of user0',
    '            user1: mail of user1',
    '            user2: mail of user2',
    '            and 2 more',
  ]);
  const text = lines.join('\n');
  expect(text.split('A value in the directory does not fit into the tenant.')).toHaveLength(2);
  expect(text.split('[object.value-invalid]')).toHaveLength(2);
});

test('what findings hold names them', () => {
  const reason = problem('guard.too-many-disables', '9 of 5');
  const entries = namesFor(5).map((name) =>
    entry({ kind: 'held', change: changeFor(name, 'disable'), problem: reason, findings: ['disable'] }),
  );
  const text = entriesSummary(entries, all);
  expect(text).toContain('  held      disable 5\n            by disable: see the findings below\n');
  expect(text).not.toContain(reason.title);
});

test('what failed for different reasons is counted apart', () => {
  const failed = (name: string, code: 'tenant.conflict' | 'tenant.refused-value') =>
    entry({ kind: 'failed', change: changeFor(name, 'create'), problem: problem(code, name) });
  const entries = namesFor(8).map((name, index) =>
    failed(name, index < 4 ? 'tenant.conflict' : 'tenant.refused-value'),
  );
  expect(entriesSummary(entries, all).match(/^ {2}failed {4}create 4$/gm)).toHaveLength(2);
});

test('no line is wider than a terminal', () => {
  const many = Array.from({ length: 40 }, (_, index) => `extensionAttribute${index}`);
  const text = entriesSummary(
    namesFor(4).map((name) => would(name, many)),
    all,
  );
  expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(100);
});
