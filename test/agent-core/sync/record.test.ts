import { describe, expect, test } from 'vitest';
import { problem } from '../../../agent-core/contract/problem.ts';
import { succeed } from '../../../agent-core/contract/result.ts';
import { type Outcome, runReportSchema } from '../../../agent-core/contract/run-report.ts';
import { holdObject } from '../../../agent-core/sync/held.ts';
import { type Recorded, recordRun } from '../../../agent-core/sync/record.ts';
import { nothingStands } from '../../../agent-core/sync/standing.ts';
import { changeCounts } from '../../builders/change-counts.ts';
import { changeFor, namesFor, planOf } from '../../builders/changes.ts';
import { directoryUser } from '../../builders/directory-object.ts';
import { objectGuidFor, tenantIdFor } from '../../builders/identifiers.ts';
import { diskIsFull, memoryRunLog } from '../../builders/memory-run-log.ts';
import { memorySeenObjects } from '../../builders/memory-seen-objects.ts';
import { organization } from '../../builders/organization.ts';
import { linkedUser } from '../../builders/tenant-user.ts';

const nothing = { objects: [], problem: null };
const noGroups = {
  directory: nothing,
  contacts: nothing,
  tenant: nothing,
  members: new Map(),
  memberCounts: new Map(),
  problems: [],
};
const change = changeFor('ada', 'update');
const unreachable = problem('tenant.unreachable', 'graph');

const applied: Outcome = { kind: 'applied', change, tenantObjectId: tenantIdFor('ada') };
const failed: Outcome = { kind: 'failed', change, problem: problem('tenant.conflict', 'ada') };
const held: Outcome = { kind: 'held', change, problem: problem('guard.sign-in-name', 'ada') };

function recorded(changes: {
  readonly outcomes?: readonly Outcome[];
  readonly endedBy?: Recorded['applied']['endedBy'];
  readonly imported?: Partial<Recorded['imported']>;
  readonly plan?: Partial<Recorded['guarded']['plan']>;
  readonly isCancelled?: boolean;
  readonly quarantineBefore?: Recorded['quarantineBefore'];
}): Recorded {
  const plan = { ...planOf(change), ...changes.plan };
  return {
    imported: {
      directory: { objects: [directoryUser('ada'), directoryUser('bob')], problem: null },
      domains: [],
      basis: { kind: 'all' },
      groups: noGroups,
      tenant: { objects: [linkedUser('ada')], problem: null },
      domainGuids: new Map(),
      organization: organization(),
      links: new Map(),
      standing: nothingStands,
      absent: { there: [], gone: [] },
      settled: [],
      problems: [],
      ...changes.imported,
    },
    scoped: {
      inScope: [directoryUser('ada')],
      outOfScope: [],
      undecided: [],
      findings: [],
      groups: { inScope: [], outOfScope: [], notWritable: [], undecided: [] },
    },
    guarded: { plan, allowed: plan.changes, held: [], findings: [], counted: new Map(), approved: new Map() },
    quarantineBefore: changes.quarantineBefore ?? null,
    applied: { outcomes: changes.outcomes ?? [], endedBy: changes.endedBy ?? null },
    lapsed: succeed([]),
    measured: () => ({ steps: [{ step: 'import', durationMs: 4 }], durationMs: 9 }),
    isCancelled: changes.isCancelled ?? false,
  };
}

const report = (changes: Parameters<typeof recorded>[0]) =>
  recordRun(recorded(changes), memorySeenObjects(), memoryRunLog().open());

describe('the result of a run', () => {
  test.each<[string, Parameters<typeof recorded>[0], string]>([
    ['succeeded', { outcomes: [applied] }, 'succeeded'],
    ['succeeded with nothing to do', {}, 'succeeded'],
    ['succeeded with problems after a failed change', { outcomes: [applied, failed] }, 'succeededWithProblems'],
    ['succeeded with problems when the guard held a change', { outcomes: [held] }, 'succeededWithProblems'],
    [
      'succeeded with problems when an object is held',
      { plan: { held: [holdObject(directoryUser('bob'), unreachable)] } },
      'succeededWithProblems',
    ],
    ['failed when a side was not read', { imported: { problems: [unreachable] } }, 'failed'],
    ['failed when it ended early', { outcomes: [failed], endedBy: unreachable }, 'failed'],
    ['cancelled, whatever else there was', { endedBy: unreachable, isCancelled: true }, 'cancelled'],
  ])('is: %s', (_name, changes, result) => {
    expect(report(changes).result).toBe(result);
  });
});

test('the report counts what was planned and what became of it', () => {
  const outOfScope = recorded({});
  const log = memoryRunLog();
  const plan = {
    changes: [change, changeFor('bob', 'disable')],
    held: [holdObject(directoryUser('cyd'), unreachable)],
    joined: [],
    unchanged: { user: 7, group: 0 },
  };
  const outcomes: readonly Outcome[] = [applied, applied, failed, held, { kind: 'notAttempted', change }];
  const base = recorded({ outcomes, plan });
  const rule = 'a rule';
  const summary = recordRun(
    { ...base, scoped: { ...outOfScope.scoped, outOfScope: [{ object: directoryUser('dan'), rule }] } },
    memorySeenObjects(),
    log.open(),
  );
  expect(summary.counts).toMatchObject({
    planned: changeCounts({ update: 1, disable: 1 }),
    applied: 2,
    failed: 1,
    held: 2,
    notAttempted: 1,
    waiting: 0,
    unknown: 0,
    unchanged: 7,
    outOfScope: 1,
    leftScope: 0,
    notWritable: 0,
    removalWaits: 0,
    absent: 0,
  });
  expect(log.reports).toEqual([summary]);
  expect(log.entries).toEqual([{ kind: 'held', held: plan.held[0] }]);
  expect(runReportSchema.parse(JSON.parse(JSON.stringify(summary)))).toEqual(summary);
});

test('the report says of each side how many were read and whether that was all', () => {
  const half = { objects: [directoryUser('ada')], problem: problem('directory.no-answer', 'dc1') };
  expect(report({ imported: { directory: half, problems: [half.problem] } })).toMatchObject({
    directory: { users: 1, isComplete: false },
    tenant: { users: 1, isComplete: true },
    problems: [{ code: 'directory.no-answer' }],
  });
});

test('a side whose groups were not all read was not read completely', () => {
  const groups = { ...noGroups, tenant: { objects: [], problem: unreachable } };
  expect(report({ imported: { groups } })).toMatchObject({
    directory: { isComplete: true },
    tenant: { isComplete: false },
  });
});

test('trouble of the import stands before what ended the run', () => {
  const codes = report({ imported: { problems: [diskIsFull] }, endedBy: unreachable }).problems.map(({ code }) => code);
  expect(codes).toEqual(['data.write-failed', 'tenant.unreachable']);
});

test('a report that cannot be written says so itself', () => {
  const log = memoryRunLog();
  log.fillUpAfter(0);
  const summary = recordRun(recorded({ outcomes: [applied] }), memorySeenObjects(), log.open());
  expect(summary.result).toBe('failed');
  expect(summary.problems).toEqual([diskIsFull, diskIsFull]);
});

test('a run that was cut short leaves the quarantine as it was; any other is judged by what failed', () => {
  const quarantined = problem('run.quarantined', 'before');
  const judged = (changes: Parameters<typeof recorded>[0]) =>
    recordRun(recorded({ ...changes, quarantineBefore: quarantined }), memorySeenObjects(), memoryRunLog().open())
      .quarantine;
  expect(judged({})).toBeNull();
  expect(judged({ isCancelled: true })).toEqual(quarantined);
  expect(judged({ endedBy: problem('tenant.unavailable', 'graph') })).toEqual(quarantined);
  const failed: Outcome = { kind: 'failed', change, problem: problem('tenant.conflict', 'ada') };
  expect(judged({ outcomes: Array<Outcome>(5_000).fill(failed) })).toMatchObject({ code: 'run.quarantined' });
});

test('the report says why the whole tenant was read, and nothing of that when it need not be', () => {
  const fullRead = problem('tenant.read-daily', 'before: yesterday');
  const tenant = { objects: [], problem: null };
  expect(report({ imported: { tenant: { ...tenant, fullRead } } }).tenant).toMatchObject({
    fullRead,
    isComplete: true,
  });
  expect(report({ imported: { tenant } }).tenant).not.toHaveProperty('fullRead');
});

test('of those who are absent the first few are named in the report', () => {
  const there = namesFor(7).map((name) => ({
    objectGuid: objectGuidFor(name),
    objectType: 'user' as const,
    displayName: name,
    userPrincipalName: null,
    since: null,
  }));
  const { absentFirst, counts } = report({ imported: { absent: { there, gone: [] } } });
  expect(absentFirst?.map(({ displayName }) => displayName)).toEqual(namesFor(5));
  expect(counts.absent).toBe(7);
});

test('whoever the directory shows deleted waits, or goes, and does not count as absent besides', () => {
  const there = ['ada', 'bob', 'cyd'].map((name) => ({
    ...{ objectType: 'user' as const, objectGuid: objectGuidFor(name), displayName: name },
    ...{ userPrincipalName: null, since: null },
  }));
  const waiting = [{ held: holdObject(directoryUser('bob'), problem('object.removal-waits', 'deleted')), runsLeft: 2 }];
  const { absentFirst, counts } = report({
    imported: { absent: { there, gone: [] } },
    plan: { waiting, changes: [changeFor('ada', 'delete')] },
  });
  expect([counts.absent, counts.removalWaits, absentFirst?.map((one) => one.displayName)]).toEqual([1, 1, ['cyd']]);
});
