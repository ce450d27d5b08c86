import { expect, test } from 'vitest';
import { entriesSummary } from '../../../agent-core/cli/entries-summary.ts';
import { entriesText } from '../../../agent-core/cli/texts.ts';
import type { HeldObject } from '../../../agent-core/contract/plan.ts';
import { problem } from '../../../agent-core/contract/problem.ts';
import type { Outcome, ReportEntry } from '../../../agent-core/contract/run-report.ts';
import { changeFor, linkFor, namesFor } from '../../builders/changes.ts';
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
const heldObject = (name: string): HeldObject => ({
  objectType: 'user',
  objectGuid: objectGuidFor(name),
  displayName: name,
  userPrincipalName: null,
  problem: problem('object.value-invalid', `mail of ${name}`),
});
const held = (name: string): ReportEntry => ({ kind: 'held', held: heldObject(name) });

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
      '  would     create 1,000 users',
      '            department 1,000, jobTitle 10',
      '            user0 (user0@contoso.com)',
      '            user1 (user1@contoso.com)',
      '            user2 (user2@contoso.com)',
      '            and 997 more',
      `  Every one of them: ${all}`,
      '',
      '',
    ].join('\n'),
  );
});

test('whoever has several changes of a kind is counted and named once', () => {
  const attributes = ['department', 'jobTitle', 'city'].map((name) => [{ name, before: null, after: 'x' }]);
  const entries = ['ada', 'bob'].flatMap((name) =>
    attributes.map((each) => entry({ kind: 'previewed', change: changeFor(name, 'update', each) })),
  );
  expect(entriesSummary(entries, all).split('\n').slice(0, 5)).toEqual([
    '  would     update 2 users',
    '            department 2, jobTitle 2, city 2',
    '            ada (ada@contoso.com)',
    '            bob (bob@contoso.com)',
    `  Every one of them: ${all}`,
  ]);
});

test('a detail that the name says already is not repeated', () => {
  const failed = namesFor(4).map((name) =>
    entry({
      kind: 'failed',
      change: changeFor(name, 'create'),
      problem: problem('tenant.conflict', `${name}@contoso.com`),
    }),
  );
  expect(entriesSummary(failed, all)).toContain('\n            user0 (user0@contoso.com)\n');
});

test('what is held for one reason says the reason once, and of each the detail', () => {
  const lines = entriesSummary(namesFor(5).map(held), all).split('\n');
  expect(lines.slice(0, 5)).toEqual([
    '  held      5 users',
    '            user0: mail of user0',
    '            user1: mail of user1',
    '            user2: mail of user2',
    '            and 2 more',
  ]);
  const text = lines.join('\n');
  expect(text.split('A value in the directory does not fit into the tenant.')).toHaveLength(2);
  expect(text.split('[object.value-invalid]')).toHaveLength(2);
});

test('two that are held for one reason say it once, with its one detail', () => {
  const twin = (name: string): ReportEntry => {
    const reason = problem('object.mail-taken-twice', 'shared@contoso.com: ada and bob');
    return { kind: 'held', held: { ...heldObject(name), problem: reason } };
  };
  const text = entriesSummary([twin('ada'), twin('bob')], all);
  expect(text.split('\n').slice(0, 4)).toEqual([
    '  held      2 users',
    '            ada',
    '            bob',
    '            Two objects in the directory claim the same mail address.',
  ]);
  expect(text.split('shared@contoso.com')).toHaveLength(2);
  expect(text).not.toContain(all);
});

test('users, groups and links are counted apart', () => {
  const link = (group: string) =>
    namesFor(4).map((name) => entry({ kind: 'previewed', change: linkFor(group, name, 'link') }));
  const text = entriesSummary([...link('staff'), ...namesFor(4).map((name) => would(name))], all);
  expect(text).toContain('  would     link 4 memberships\n');
  expect(text).toContain('  would     create 4 users\n');
});

test('as many are named as are wanted', () => {
  const text = entriesSummary(namesFor(9).map(held), all, Number.POSITIVE_INFINITY);
  for (const name of namesFor(9)) expect(text).toContain(`            ${name}: mail of ${name}\n`);
  expect(text).not.toContain('more');
});

test('what findings hold names them', () => {
  const reason = problem('guard.too-many-disables', '9 of 5');
  const entries = namesFor(5).map((name) =>
    entry({ kind: 'held', change: changeFor(name, 'disable'), problem: reason, findings: ['disable'] }),
  );
  const text = entriesSummary(entries, all);
  expect(text).toContain('  held      disable 5 users\n            by disable: see the findings below\n');
  expect(text).not.toContain(reason.title);
});

test('what failed for different reasons is counted apart', () => {
  const failed = (name: string, code: 'tenant.conflict' | 'tenant.refused-value') =>
    entry({ kind: 'failed', change: changeFor(name, 'create'), problem: problem(code, name) });
  const entries = namesFor(8).map((name, index) =>
    failed(name, index < 4 ? 'tenant.conflict' : 'tenant.refused-value'),
  );
  expect(entriesSummary(entries, all).match(/^ {2}failed {4}create 4 users$/gm)).toHaveLength(2);
});

test('no line is wider than a terminal', () => {
  const many = Array.from({ length: 40 }, (_, index) => `extensionAttribute${index}`);
  const text = entriesSummary(
    namesFor(4).map((name) => would(name, many)),
    all,
  );
  expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(100);
});
