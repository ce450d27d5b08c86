import { describe, expect, test } from 'vitest';
import { entriesText, planText, problemText, reportText, stateText } from '../../../agent-core/cli/texts.ts';
import type { AgentState } from '../../../agent-core/contract/agent-state.ts';
import type { Evidence } from '../../../agent-core/contract/plan.ts';
import { problem } from '../../../agent-core/contract/problem.ts';
import type { ReportEntry } from '../../../agent-core/contract/run-report.ts';
import { changeCounts } from '../../builders/change-counts.ts';
import { changeFor, deletionOf, namesFor, tombstoneFor } from '../../builders/changes.ts';
import { objectGuidFor, runIdFor, tenantIdFor } from '../../builders/identifiers.ts';
import { runReport } from '../../builders/run-report.ts';

const taken = problem('tenant.conflict', 'ada@contoso.com');
const pairing = {
  tenant: { tenantId: '1', displayName: 'Contoso' },
  domains: [{ name: 'contoso.com', controller: 'dc1.contoso.com' }],
};
const stateOf = (activity: AgentState['activity'], changes: Partial<AgentState> = {}): AgentState => ({
  version: '1.2.3',
  startedAt: '2026-03-02T08:00:00.000Z',
  activity,
  lastRun: null,
  schedule: { isPaused: false, nextRunAt: null, intervalSeconds: 120 },
  problems: [],
  ...changes,
});

test('a problem says what happened, what it means, what to do, and the facts', () => {
  expect(problemText(taken)).toMatchInlineSnapshot(`
    "Another object in the tenant already has this value.
      This object was left as it is; the others are not affected.
      Find the object that has the value, also among the deleted ones, and change or remove one of the two.
      ada@contoso.com [tenant.conflict]
    "
  `);
});

describe('a report', () => {
  test('of a run that went well', () => {
    const counts = { ...runReport().counts, notWritable: 3 };
    const directory = { users: 12_345, groups: 1_020, isComplete: true };
    const tenant = { users: 18, groups: 1, isComplete: true };
    expect(reportText(runReport({ directory, tenant, counts }))).toMatchInlineSnapshot(`
      "Run 00000000-0000-4000-8000-000000000001 succeeded after 1.2 s.
        read        12,345 users and 1,020 groups in the directory (2 users out of scope), 18 users and 1 group in the tenant
        planned     0 create, 0 update, 0 disable, 0 enable; 18 already in step
        left alone  3 groups and contacts that Graph lets no application write
        outcome     0 applied, 0 held, 0 failed, 0 not attempted"
    `);
  });

  test('of a run that failed', () => {
    const counts = {
      ...runReport().counts,
      planned: changeCounts({ create: 1, update: 2, disable: 3, enable: 4 }),
      applied: 5,
      failed: 2,
      held: 1,
      notAttempted: 2,
    };
    const failed = runReport({
      result: 'failed',
      counts,
      tenant: { users: 1, groups: 0, isComplete: false },
      problems: [taken],
    });
    expect(reportText(failed)).toMatchInlineSnapshot(`
      "Run 00000000-0000-4000-8000-000000000001 failed after 1.2 s.

      Another object in the tenant already has this value.
        This object was left as it is; the others are not affected.
        Find the object that has the value, also among the deleted ones, and change or remove one of the two.
        ada@contoso.com [tenant.conflict]

        read        20 users in the directory (2 users out of scope), 1 user in the tenant
        planned     1 create, 2 update, 3 disable, 4 enable; 18 already in step
        outcome     5 applied, 1 held, 2 failed, 2 not attempted"
    `);
  });

  test.each([
    ['succeededWithProblems', 'succeeded, with problems'],
    ['cancelled', 'was cancelled'],
  ] as const)('of a run that is %s', (result, words) => {
    expect(reportText(runReport({ result }))).toContain(`Run ${runIdFor(1)} ${words} after 1.2 s.`);
  });
});

test('the report of a run that broke off says what is known and nothing else', () => {
  const counts = { ...runReport().counts, applied: 15, unknown: 1, unchanged: 0, outOfScope: 0 };
  const problems = [problem('run.interrupted', 'noticed later')];
  const broken = runReport({ result: 'failed', isBroken: true, durationMs: 0, counts, problems });
  const [first, second, third] = reportText(broken).split('\n');
  expect([first, second, third]).toEqual([
    `Run ${runIdFor(1)} broke off.`,
    '  recorded    15 applied, 1 attempted and not known whether made, 0 held, 0 failed',
    '  not known   what else was planned, and how far the run came',
  ]);
});

test('the next report says what became of the change that was under way', () => {
  const settled = [{ runId: runIdFor(1), change: changeFor('ada', 'create'), fate: 'made' }] as const;
  expect(reportText(runReport({ runId: runIdFor(2), settled }))).toContain(
    `found out   create ada (ada@contoso.com), not known since run ${runIdFor(1)}: it was made`,
  );
  const entry = (fate: 'notMade' | null) =>
    entriesText([{ kind: 'outcome', outcome: { kind: 'unknown', change: changeFor('ada', 'create'), fate } }]);
  expect(entry(null)).toContain('attempted when the run broke off: the next run finds out whether it was made');
  expect(entry('notMade')).toContain('attempted when the run broke off: it was not made, and is planned anew');
  const lost = problem('tenant.no-answer', 'graph');
  const unknown = { kind: 'unknown', change: changeFor('ada', 'create'), fate: null, problem: lost } as const;
  expect(entriesText([{ kind: 'outcome', outcome: unknown }])).toContain('attempted, and the reply was lost: the next');
});

test('a plan names deletions and restorations when there are any', () => {
  const counts = { ...runReport().counts, planned: changeCounts({ delete: 2, restore: 1 }) };
  expect(planText(runReport({ counts }))).toContain(
    '0 create, 0 update, 0 disable, 0 enable, 2 delete, 1 restore; 0 held',
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

test('a plan that could not be finished begins with why, and what is known is no plan', () => {
  const counts = { ...runReport().counts, unchanged: 0 };
  const failed = planText(runReport({ result: 'failed', counts, problems: [taken] }));
  expect(failed.split('\n').slice(0, 3)).toEqual([
    'The plan could not be finished. Nothing was changed.',
    '',
    'Another object in the tenant already has this value.',
  ]);
  expect(failed).not.toContain('0 create');
  const partly = planText(runReport({ result: 'cancelled', problems: [problem('run.cancelled', '3')] }));
  expect(partly).toContain('The plan was cancelled.');
  expect(partly).toContain('Known so far: 0 create, 0 update, 0 disable, 0 enable; 0 held, 18 already in step.');
});

test('a plan says that nothing was changed', () => {
  expect(planText(runReport())).toMatchInlineSnapshot(
    `"Planned: 0 create, 0 update, 0 disable, 0 enable; 0 held, 18 already in step. Nothing was changed."`,
  );
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

describe('the status', () => {
  test.each<[AgentState['activity'], string]>([
    [{ kind: 'unconfigured' }, 'The agent is running and has not been set up yet.'],
    [{ kind: 'idle', ...pairing }, 'The agent keeps contoso.com in step with Contoso. No run is in progress.'],
    [
      { kind: 'running', ...pairing, runId: runIdFor(1), startedAt: '2026-03-02T08:00:00.000Z', step: 'apply' },
      'A run is in progress, at step "apply".',
    ],
  ])('of an agent that is %o is a sentence', (activity, sentence) => {
    expect(stateText(stateOf(activity))).toBe(`${sentence}\nAgent version 1.2.3.\n`);
  });

  test('of an agent that is protected says why and what to do', () => {
    const damaged = problem('data.record-damaged', 'record.db');
    const text = stateText(stateOf({ kind: 'protected', problem: damaged }, { problems: [damaged] }));
    expect(text).toContain('The agent writes nothing');
    expect(text).toContain(damaged.remedy);
  });

  test('shows the last run', () => {
    const text = stateText(stateOf({ kind: 'idle', ...pairing }, { lastRun: runReport() }));
    expect(text).toContain(reportText(runReport()));
  });
});

test('the state says when the next run starts, or that the schedule is paused', () => {
  const schedule = { isPaused: false, nextRunAt: '2026-03-02T08:02:00.000Z', intervalSeconds: 120 };
  const idle: AgentState['activity'] = { kind: 'unconfigured' };
  expect(stateText(stateOf(idle, { schedule }))).toContain(
    'The next run starts at 2026-03-02T08:02:00.000Z, one every 120 seconds.\n',
  );
  const paused = stateText(stateOf(idle, { schedule: { ...schedule, isPaused: true, nextRunAt: null } }));
  expect(paused).toContain('The schedule is paused');
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
    /disables: More accounts .*3 wait: "bridgehead findings"/s,
  );
});
