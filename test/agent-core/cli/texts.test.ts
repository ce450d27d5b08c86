import { expect, test } from 'vitest';
import { entriesSummary } from '../../../agent-core/cli/entries-summary.ts';
import { planText, reportText } from '../../../agent-core/cli/report-text.ts';
import { entriesText, heldByText, problemText } from '../../../agent-core/cli/texts.ts';
import type { Change, Evidence } from '../../../agent-core/contract/plan.ts';
import { problem } from '../../../agent-core/contract/problem.ts';
import type { ProblemCode } from '../../../agent-core/contract/problem-catalogue.ts';
import type { ReportEntry } from '../../../agent-core/contract/run-report.ts';
import { changeFor, deletionOf, linkFor, namesFor, tombstoneFor } from '../../builders/changes.ts';
import { anchorFor, objectGuidFor, tenantIdFor } from '../../builders/identifiers.ts';
import { runReport } from '../../builders/run-report.ts';

const taken = problem('tenant.conflict', 'ada@contoso.com');
test('a problem says what happened, what it means, what to do, and the facts', () => {
  expect(problemText(taken)).toMatchInlineSnapshot(`
    "Another object in the tenant already has this value.
      This object was left as it is; the others are not affected.
      Find the object that has the value, also among the deleted ones, and change or remove one of the two.
      ada@contoso.com [tenant.conflict]
    "
  `);
});

test('R28: a takeover says that somebody else made the account, and which one it is', () => {
  const change = changeFor('ada', 'update', [{ name: 'onPremisesImmutableId', before: null, after: 'anchor' }]);
  if (change.kind !== 'update') throw new Error('an update was asked for');
  const shown = (shownChange: Change) =>
    entriesText([{ kind: 'outcome', outcome: { kind: 'previewed', change: shownChange } }]);
  const takenOver = { displayName: 'Ada B', userPrincipalName: 'ada.b@contoso.com' };
  const lines = (what: string) =>
    `  would     update ada (ada@contoso.com)\n            takes over ${what} that somebody made in the tenant\n            onPremisesImmutableId: (nothing) -> "anchor"\n`;
  expect(shown({ ...change, takenOver })).toBe(
    lines(`the account of Ada B (ada.b@contoso.com), ${tenantIdFor('ada')},`),
  );
  const { takenOver: _, ...ofEarlierVersion } = change;
  expect(shown(ofEarlierVersion)).toBe(lines('an account'));
});

test('a new account is shown with the anchor that it gets', () => {
  const change = changeFor('ada', 'create');
  expect(entriesText([{ kind: 'outcome', outcome: { kind: 'previewed', change } }])).toContain(
    `\n            onPremisesImmutableId: "${anchorFor('ada')}"\n`,
  );
});

test('a deletion says what shows that the object is gone', () => {
  const deletion = (evidence: Evidence) =>
    entriesText([{ kind: 'outcome', outcome: { kind: 'previewed', change: deletionOf('ada', evidence) } }]);
  const shown = '  would     delete ada (ada@contoso.com)\n            ';
  expect(deletion(tombstoneFor())).toBe(
    `${shown}deleted in contoso.com at 2026-03-02T07:00:00.000Z, as dc1.contoso.com shows\n`,
  );
  expect(deletion({ ...tombstoneFor(), deletedAt: null })).toBe(
    `${shown}deleted in contoso.com, as dc1.contoso.com shows\n`,
  );
  expect(deletion({ kind: 'outOfScope', rule: 'not a member' })).toBe(`${shown}out of scope: not a member\n`);
});

test('a list shows every change with before and after, and every reason', () => {
  const change = changeFor('ada', 'update', [
    { name: 'jobTitle', before: null, after: 'Engineer' },
    { name: 'city', before: 'Ulm', after: null },
    { name: 'businessPhones', before: [], after: ['1'] },
  ]);
  const text = entriesText([
    { kind: 'outcome', outcome: { kind: 'applied', change, tenantObjectId: tenantIdFor('ada') } },
    { kind: 'outcome', outcome: { kind: 'previewed', change: changeFor('bob', 'create') } },
    { kind: 'outcome', outcome: { kind: 'notAttempted', change: changeFor('cyd', 'disable') } },
    { kind: 'outcome', outcome: { kind: 'failed', change: changeFor('dan', 'enable'), problem: taken } },
    { kind: 'outcome', outcome: { kind: 'held', change: changeFor('eve', 'disable'), problem: taken } },
    {
      kind: 'held',
      held: {
        objectType: 'user',
        objectGuid: objectGuidFor('fay'),
        displayName: 'fay',
        userPrincipalName: null,
        problem: taken,
      },
    },
  ]);
  expect(text).toMatchInlineSnapshot(`
    "  done      update ada (ada@contoso.com)
                jobTitle: (nothing) -> "Engineer"
                city: "Ulm" -> (nothing)
                businessPhones: [] -> ["1"]
      would     create bob (bob@contoso.com)
                accountEnabled: true
                onPremisesImmutableId: "${anchorFor('bob')}"
      not yet   disable cyd (cyd@contoso.com)
                accountEnabled: true -> false
      failed    enable dan (dan@contoso.com)
                accountEnabled: false -> true
                Another object in the tenant already has this value.
                  This object was left as it is; the others are not affected.
                  Find the object that has the value, also among the deleted ones, and change or remove one of the two.
                  ada@contoso.com [tenant.conflict]

      held      disable eve (eve@contoso.com)
                accountEnabled: true -> false
                Another object in the tenant already has this value.
                  This object was left as it is; the others are not affected.
                  Find the object that has the value, also among the deleted ones, and change or remove one of the two.
                  ada@contoso.com [tenant.conflict]

      held      fay
                Another object in the tenant already has this value.
                  This object was left as it is; the others are not affected.
                  Find the object that has the value, also among the deleted ones, and change or remove one of the two.
                  ada@contoso.com [tenant.conflict]

    "
  `);
});

test.each([
  [['rejected', 'signInNames'], 'by rejected (as signInNames): below'],
  [['privileged', 'rejected', 'disables', 'deletes'], 'by privileged, rejected (as disables, deletes): below'],
  [['rejected'], 'by rejected: below'],
  [['disables', 'deletes'], 'by disables, deletes: below'],
])('what was rejected refers to no finding that it was rejected from: %j', (kinds, text) => {
  expect(heldByText(kinds, 'below')).toBe(text);
});

test('a finding about one group is called by the name of the group, never by its id', () => {
  const [change] = namesFor(1).map((name) => linkFor('GG-Sales', name, 'unlink'));
  if (change === undefined) throw new Error('a change was asked for');
  const kind = `emptiedGroups ${tenantIdFor('GG-Sales')}`;
  const reason = problem('guard.emptied-group', 'GG-Sales: 41 found, 20 allowed: user0');
  const outcome = { kind: 'held', change, problem: reason, findings: [kind, 'memberRemovals'] } as const;
  expect(entriesText([{ kind: 'outcome', outcome }])).toContain('by emptiedGroups GG-Sales, memberRemovals: see');
  expect(
    entriesSummary(
      namesFor(5).map(() => ({ kind: 'outcome', outcome })),
      'x',
    ),
  ).toContain('by emptiedGroups GG-Sales,');
  const inTenant = 'emptiedGroups ec985fd6-2209-4c4e-8d1f-0a9b8c7d6e5f';
  const finding = { kind: inTenant, problem: reason, found: 41, allowed: 20, held: 41, holds: [] };
  const report = reportText(runReport({ findings: [finding] }));
  expect(report).toMatch(
    /\nemptiedGroups: A group .*\[guard.emptied-group\]\n {2}41 changes are held: "bridgehead findings" shows/s,
  );
  expect(report).toContain('  GG-Sales: 41 found');
});

test('a held change refers to its findings, and what they say is said once; an approval names who gave it', () => {
  const held = namesFor(3).map((name): ReportEntry => {
    const reason = problem('guard.too-many-disables', '3 found, 2 allowed');
    return {
      kind: 'outcome',
      outcome: { kind: 'held', change: changeFor(name, 'disable'), problem: reason, findings: ['disables'] },
    };
  });
  const text = entriesText(held);
  expect(text.split('by disables: see the findings below')).toHaveLength(4);
  expect(text).not.toContain('3 found');
  const applied = { kind: 'applied', change: changeFor('ada', 'disable'), tenantObjectId: tenantIdFor('ada') } as const;
  const approval = { by: 'Ada', at: '2026-03-02T08:00:00.000Z' };
  expect(entriesText([{ kind: 'outcome', outcome: { ...applied, approval } }])).toContain(
    'approved by Ada at 2026-03-02',
  );
  const finding = {
    kind: 'disables',
    problem: problem('guard.too-many-disables', '3 found'),
    found: 3,
    allowed: 2,
    held: 3,
    holds: [],
  };
  expect(planText(runReport({ findings: [finding] }))).toMatch(
    /disables: More accounts .*3 changes would be held: once a run has held them, "bridgehead findings" shows/s,
  );
});

test('an object that is left alone is told apart from one that is held', () => {
  const entryOf = (code: ProblemCode): ReportEntry => ({
    kind: 'held',
    held: {
      objectType: 'user',
      objectGuid: objectGuidFor('fay'),
      displayName: 'fay',
      userPrincipalName: null,
      problem: problem(code, 'fay'),
    },
  });
  const wordOf = (code: ProblemCode) => entriesText([entryOf(code)]).split('\n')[0];
  expect(wordOf('object.vanished')).toBe('  held      fay');
  expect(wordOf('object.removal-waits')).toBe('  waits     fay');
  expect(wordOf('group.left-scope')).toBe('  left      fay');
  expect(wordOf('object.absent')).toBe('  absent    fay');
  expect(wordOf('group.contact')).toBe('  as it is  fay');
});

test('the code of a problem without a detail ends its remedy', () => {
  const { title, meaning, remedy } = problem('tenant.conflict', '');
  expect(problemText(problem('tenant.conflict', ''))).toBe(`${title}\n  ${meaning}\n  ${remedy} [tenant.conflict]\n`);
});
