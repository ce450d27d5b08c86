import { describe, expect, test } from 'vitest';
import { planText, reportText, stateText } from '../../../agent-core/cli/report-text.ts';
import { entriesText } from '../../../agent-core/cli/texts.ts';
import type { AgentState } from '../../../agent-core/contract/agent-state.ts';
import { problem } from '../../../agent-core/contract/problem.ts';
import { changeCounts } from '../../builders/change-counts.ts';
import { changeFor, linkFor } from '../../builders/changes.ts';
import { objectGuidFor, runIdFor } from '../../builders/identifiers.ts';
import { countsByType } from '../../builders/run-counts.ts';
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

describe('a report', () => {
  test('of a run that went well', () => {
    const counts = { ...runReport().counts, notWritable: 3 };
    const directory = { users: 12_345, groups: 1_020, isComplete: true };
    const tenant = { users: 18, groups: 1, isComplete: true };
    expect(reportText(runReport({ directory, tenant, counts }))).toMatchInlineSnapshot(`
      "Run 00000000-0000-4000-8000-000000000001 succeeded after 1.2 s.
        read          12,345 users and 1,020 groups in the directory; 18 users and 1 group in the tenant
        out of scope  2 objects
        left alone    3 objects that Graph lets no application write
        in step       18 objects already
        planned       0 create, 0 update, 0 disable, 0 enable
        outcome       0 applied, 0 held, 0 failed, 0 not attempted"
    `);
  });

  test('says what was read as a whole where usually only changes are, and why', () => {
    const fullRead = problem('tenant.changes-expired', 'of users');
    const [domain] = runReport().domains;
    const text = reportText(
      runReport({
        domains:
          domain === undefined ? [] : [{ ...domain, fullRead: problem('directory.changes-not-readable', 'dc1') }],
        tenant: { users: 18, groups: 0, isComplete: true, fullRead },
      }),
    );
    expect(text.split('\n').filter((line) => line.includes('read whole'))).toEqual([
      `  read whole    contoso.com, not only what changed: ${problem('directory.changes-not-readable', '').title} dc1`,
      `  read whole    the tenant, not only what changed: ${fullRead.title} of users`,
    ]);
    expect(reportText(runReport())).not.toContain('read whole');
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

        read          20 users in the directory; 1 user in the tenant
        out of scope  2 objects
        in step       18 objects already
        planned       1 create, 2 update, 3 disable, 4 enable
        outcome       5 applied, 1 held, 2 failed, 2 not attempted"
    `);
  });

  test.each([
    ['succeededWithProblems', 'succeeded, with problems'],
    ['cancelled', 'was cancelled'],
  ] as const)('of a run that is %s', (result, words) => {
    expect(reportText(runReport({ result }))).toContain(`Run ${runIdFor(1)} ${words} after 1.2 s.`);
  });
});

test('a run that read nothing counts nothing, and the agent does not claim to keep both sides in step', () => {
  const unread = { users: 0, groups: 0, isComplete: false };
  const counts = { ...runReport().counts, unchanged: 0, outOfScope: 0 };
  const nothing = { directory: unread, domains: [], tenant: unread };
  const failed = runReport({
    result: 'failed',
    ...nothing,
    counts,
    problems: [problem('tenant.unreachable', 'graph')],
  });
  const text = reportText(failed);
  expect(text).toContain('  read          nothing in the directory; nothing in the tenant\n  outcome ');
  expect(text).not.toContain('already');
  expect(stateText(stateOf({ kind: 'idle', ...pairing }, { lastRun: failed }))).toContain(
    'The agent is to keep contoso.com in step with Contoso, and its last run failed.',
  );
  const half = reportText(runReport({ result: 'failed', tenant: unread }));
  expect(half).toContain('read          20 users in the directory; nothing in the tenant');
});

test('the report of a run that broke off says what is known and nothing else', () => {
  const counts = { ...runReport().counts, applied: 15, unknown: 1, unchanged: 0, outOfScope: 0 };
  const problems = [problem('run.interrupted', 'noticed later')];
  const broken = runReport({ result: 'failed', isBroken: true, durationMs: 0, counts, problems });
  const [first, second, third] = reportText(broken).split('\n');
  expect([first, second, third]).toEqual([
    `Run ${runIdFor(1)} broke off.`,
    '  recorded      15 applied, 1 attempted and not known whether made, 0 held, 0 failed',
    '  not known     what else was planned, and how far the run came',
  ]);
});

test('the next report says what became of the change that was under way', () => {
  const settled = [{ runId: runIdFor(1), change: changeFor('ada', 'create'), fate: 'made' }] as const;
  expect(reportText(runReport({ runId: runIdFor(2), settled }))).toContain(
    `found out     create ada (ada@contoso.com), not known since run ${runIdFor(1)}: it was made`,
  );
  const entry = (fate: 'notMade' | null) =>
    entriesText([{ kind: 'outcome', outcome: { kind: 'unknown', change: changeFor('ada', 'create'), fate } }]);
  expect(entry(null)).toContain('attempted when the run broke off: the next run finds out whether it was made');
  expect(entry('notMade')).toContain('attempted when the run broke off: it was not made, and is planned anew');
  const lost = problem('tenant.no-answer', 'graph');
  const unknown = { kind: 'unknown', change: changeFor('ada', 'create'), fate: null, problem: lost } as const;
  expect(entriesText([{ kind: 'outcome', outcome: unknown }])).toContain('attempted, and the reply was lost: the next');
});

test('of many changes that were under way the first are named, and each of them where all are asked for', () => {
  const names = ['ada', 'bob', 'cyd', 'dan', 'eve'];
  const settled = [
    ...names.map((name) => ({ runId: runIdFor(1), change: changeFor(name, 'update'), fate: 'notMade' }) as const),
    ...names.map((name) => ({ runId: runIdFor(1), change: linkFor('staff', name, 'link'), fate: 'made' }) as const),
    { runId: runIdFor(1), change: changeFor('flo', 'create'), fate: 'made' } as const,
  ];
  const report = runReport({ runId: runIdFor(2), settled });
  const told = (text: string) => text.slice(text.indexOf('  found out')).split('\n');
  expect(told(reportText(report))).toEqual([
    `  found out     update of 5 users, not known since run ${runIdFor(1)}; of each: it was not made, and is planned anew`,
    '                ada (ada@contoso.com)',
    '                bob (bob@contoso.com)',
    '                cyd (cyd@contoso.com)',
    `                and 2 more; each of them: bridgehead changes --run ${runIdFor(1)} --status failure`,
    `                link of 5 memberships, not known since run ${runIdFor(1)}; of each: it was made`,
    '                group staff: member ada',
    '                group staff: member bob',
    '                group staff: member cyd',
    `                and 2 more; each of them: bridgehead changes --run ${runIdFor(1)} --status success`,
    `                create flo (flo@contoso.com), not known since run ${runIdFor(1)}: it was made`,
  ]);
  expect(told(reportText(report, true))).toHaveLength(11);
  expect(reportText(report, true)).not.toContain('more');
});

test('a plan names deletions and restorations when there are any', () => {
  const counts = { ...runReport().counts, planned: changeCounts({ delete: 2, restore: 1 }) };
  expect(planText(runReport({ counts }))).toContain('0 create, 0 update, 0 disable, 0 enable, 2 delete, 1 restore\n');
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
  expect(partly).toContain('Known so far:\n  read          20 users');
  expect(partly).toContain('  planned       0 create, 0 update, 0 disable, 0 enable\n  held          0');
});

test('a plan says that nothing was changed', () => {
  expect(planText(runReport())).toMatchInlineSnapshot(
    `
    "What a run would do. Nothing was changed.
      read          20 users in the directory; 18 users in the tenant
      out of scope  2 objects
      in step       18 objects already
      planned       0 create, 0 update, 0 disable, 0 enable
      held          0"
  `,
  );
});

describe('what is left alone', () => {
  test('is counted apart from what is held, by what it is, and by what it waits for', () => {
    const counts = countsByType({
      user: { read: 20, removalWaits: 3, outOfScope: 2 },
      group: { read: 5, outOfScope: 4 },
    });
    const removalWaits = [{ runsLeft: 2, users: 3, groups: 0 }];
    const report = runReport({ counts, removalWaits });
    for (const text of [reportText(report), planText(report)]) {
      expect(text).toContain('  read          20 users and 5 groups in the directory');
      expect(text).toContain('  out of scope  2 users and 4 groups\n');
      expect(text).toContain(
        '  waits         removal of 3 users until 2 more runs have seen the same\n                after that the guard counts it, and holds what is more than its limits allow\n',
      );
    }
    expect(reportText(report)).toContain(', 0 held, ');
  });

  test.each([
    [1, '1 object still in the tenant; it stays as it is in this run'],
    [2, '2 objects still in the tenant; they stay as they are in this run'],
  ])('that left the scope: %i', (leftScope, words) => {
    expect(reportText(runReport({ counts: { ...runReport().counts, byType: null, leftScope } }))).toContain(words);
  });

  test('names the first who are absent, and since when', () => {
    const counts = countsByType({ user: { absent: 6 }, group: { absent: 1 } });
    const since = '2026-03-02T08:00:00.000Z';
    const ada = { objectGuid: objectGuidFor('ada'), displayName: 'Ada', userPrincipalName: 'ada@contoso.com' };
    const staff = { objectGuid: objectGuidFor('staff'), displayName: 'Staff', userPrincipalName: null };
    const absentFirst = [
      { objectType: 'user' as const, ...ada, since },
      { objectType: 'group' as const, ...staff, since },
    ];
    const text = reportText(runReport({ counts, absentFirst }));
    expect(text).toContain(
      '  absent        6 users and 1 group seen before, not found now; that alone removes nobody\n',
    );
    expect(text).toContain(
      `                Ada (ada@contoso.com), since ${since}\n                Staff (group), since ${since}\n                and 5 more\n`,
    );
  });
});

describe('the status', () => {
  test.each<[AgentState['activity'], string]>([
    [
      { kind: 'unconfigured' },
      'The agent is running and has not been set up yet.\nThe wizard of the window does it, or "bridgehead setup --answers FILE" (see "bridgehead help setup").',
    ],
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
