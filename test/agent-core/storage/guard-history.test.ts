import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { Change } from '../../../agent-core/contract/plan.ts';
import { problem } from '../../../agent-core/contract/problem.ts';
import type { ProblemCode } from '../../../agent-core/contract/problem-catalogue.ts';
import type { Outcome } from '../../../agent-core/contract/run-report.ts';
import { createGuardHistory } from '../../../agent-core/storage/guard-history.ts';
import { openRecordDatabase } from '../../../agent-core/storage/record-database.ts';
import { createRunHistory } from '../../../agent-core/storage/run-history.ts';
import { contestKeyOf, valuesWrittenBy } from '../../../agent-core/sync/guard/tug-of-war.ts';
import { changeFor, linkFor } from '../../builders/changes.ts';
import { drivenClock } from '../../builders/driven-clock.ts';
import { anchorFor, objectGuidFor, runIdFor, tenantIdFor } from '../../builders/identifiers.ts';
import { runReport } from '../../builders/run-report.ts';
import { temporaryFolder } from '../../builders/temporary-folder.ts';

const monday = '2026-03-02T08:00:00.000Z';
const [ada, bob] = [changeFor('ada', 'disable'), changeFor('bob', 'disable')];
const applied = (change: Change): Outcome => ({ kind: 'applied', change, tenantObjectId: tenantIdFor('any') });

function openRecord() {
  const dir = temporaryFolder();
  const record = openRecordDatabase({
    path: join(dir, 'record.db'),
    backupsDir: dir,
    now: monday,
    isNewRecordWanted: false,
  });
  if (record.kind === 'protected') throw new Error(record.problem.detail);
  const { database } = record;
  onTestFinished(() => database.close());
  const history = createRunHistory(database, drivenClock(monday));
  const begin = (number: number, at = monday) => {
    const begun = history.begin(runIdFor(number), at, 'a test');
    if (!begun.ok) throw new Error(begun.problem.detail);
    return begun.value;
  };
  // Made anew for every question, as after a restart.
  const countSince = (since: string, planned: readonly (typeof ada)[] = []) =>
    Object.fromEntries(
      createGuardHistory(database).countSince(
        since,
        planned.map(({ digest }) => digest),
      ),
    );
  return {
    database,
    history,
    begin,
    countSince,
    isFilled: () => createGuardHistory(database).isFilled(),
    contested: (since: string) => createGuardHistory(database).contested(since),
  };
}

test('R10: what was made counts for as long as is asked for, kind by kind, also after a restart', () => {
  const { begin, countSince } = openRecord();
  const run = begin(1);
  run.intend([{ change: ada, counted: ['disables'] }]);
  run.append([applied(ada)]);
  run.intend([{ change: bob, counted: ['disables', 'sameAttribute city'] }]);
  run.append([applied(bob)]);
  expect(countSince(monday)).toEqual({ disables: 2, 'sameAttribute city': 1 });
  expect(countSince('2026-03-02T08:00:00.001Z')).toEqual({});
});

test('R10: what a run attempted that broke off counts until it is known that it was not made', () => {
  const { history, begin, countSince } = openRecord();
  begin(1).intend([{ change: ada, counted: ['disables'] }]);
  history.closeInterrupted(monday);
  expect(countSince(monday)).toEqual({ disables: 1 });
  begin(2).observe([], [{ runId: runIdFor(1), change: ada, fate: 'overtaken' }]);
  expect(countSince(monday)).toEqual({ disables: 1 });
  begin(3).observe([], [{ runId: runIdFor(1), change: ada, fate: 'notMade' }]);
  expect(countSince(monday)).toEqual({});
});

test.each<[ProblemCode, number]>([
  ['tenant.refused-value', 0],
  ['tenant.throttled', 0],
  ['object.value-not-free', 0],
  ['tenant.no-answer', 1],
  ['tenant.unavailable', 1],
])('R10: a change that failed with %s counts %i times', (code, times) => {
  const { begin, countSince } = openRecord();
  const run = begin(1);
  run.intend([{ change: ada, counted: ['disables'] }]);
  run.append([{ kind: 'failed', change: ada, problem: problem(code, 'a test') }]);
  expect(countSince(monday).disables ?? 0).toBe(times);
});

test('R10: a change that was intended and then not sent after all does not count', () => {
  const { begin, countSince } = openRecord();
  const run = begin(1);
  run.intend([{ change: ada, counted: ['disables'] }]);
  run.append([{ kind: 'notAttempted', change: ada }]);
  expect(countSince(monday)).toEqual({});
});

test('a change that is tried again and again counts once, and not at all while it is planned again', () => {
  const { begin, countSince } = openRecord();
  for (const number of [1, 2, 3]) begin(number).intend([{ change: ada, counted: ['disables'] }]);
  expect(countSince(monday)).toEqual({ disables: 1 });
  expect(countSince(monday, [ada])).toEqual({});
  expect(countSince(monday, [bob])).toEqual({ disables: 1 });
});

test('what no count asks for any more is forgotten, and not before', () => {
  const { begin, countSince } = openRecord();
  begin(1).intend([{ change: ada, counted: ['disables'] }]);
  begin(2, '2026-03-10T08:00:00.000Z').observe([], []);
  expect(countSince('2026-01-01T00:00:00.000Z')).toEqual({ disables: 1 });
  begin(3, '2026-03-10T08:00:00.001Z').observe([], []);
  expect(countSince('2026-01-01T00:00:00.000Z')).toEqual({});
});

describe('R11: the tenant is filled', () => {
  const { counts, tenant, ...report } = runReport();
  const joinAda = (run: ReturnType<ReturnType<typeof openRecord>['begin']>) =>
    run.observe(
      [
        {
          objectGuid: objectGuidFor('ada'),
          anchor: anchorFor('ada'),
          isSignInAllowed: true,
          hasName: true,
          hasMail: true,
        },
      ],
      [],
    );

  test.each([
    ['knew nothing of the tenant', { tenant: { ...tenant, isComplete: false }, result: 'failed' }],
    ['left something untried', { counts: { ...counts, notAttempted: 1 } }],
    ['lost a reply', { counts: { ...counts, unknown: 1 } }],
    ['was cancelled', { result: 'cancelled' }],
    ['broke off', { isBroken: true, result: 'failed' }],
  ] as const)('not by a run that %s', (_, ended) => {
    const { begin, isFilled } = openRecord();
    const run = begin(1);
    joinAda(run);
    run.finish({ ...report, counts, tenant, ...ended, runId: runIdFor(1) });
    expect(isFilled()).toBe(false);
  });

  test('not by a run that joined nobody, but by the first that did, also where a domain gives trouble, and for good', () => {
    const { database, begin, isFilled } = openRecord();
    begin(1).finish(runReport());
    expect(isFilled()).toBe(false);
    const run = begin(2);
    joinAda(run);
    run.finish(runReport({ result: 'failed', problems: [problem('directory.unreachable', 'fabrikam.com')] }));
    expect(isFilled()).toBe(true);
    database.exec('DELETE FROM runs');
    expect(isFilled()).toBe(true);
  });

  test('and of each domain by itself, for good, by a run that tried everything', () => {
    const { database, begin } = openRecord();
    const domains = () => [...createGuardHistory(database).filledDomains()];
    begin(1).finish(runReport(), ['contoso.com']);
    expect(domains()).toEqual([]);
    const run = begin(2);
    joinAda(run);
    run.finish(runReport(), ['contoso.com']);
    begin(3).finish(runReport({ result: 'cancelled' }), ['fabrikam.com']);
    expect(domains()).toEqual(['contoso.com']);
    begin(4).finish(runReport(), ['fabrikam.com']);
    begin(5).finish(runReport(), []);
    expect(domains()).toEqual(['contoso.com', 'fabrikam.com']);
  });
});

describe('R13: what somebody else writes back three times', () => {
  const manager = { ...linkFor('ada', 'boss', 'link'), relation: 'manager' as const };
  test.each([
    ['a value', changeFor('ada', 'update')],
    ['a block', ada],
    ['a sign-in that is allowed again', changeFor('ada', 'enable')],
    ['a member', linkFor('staff', 'ada', 'link')],
    ['somebody who is no member', linkFor('staff', 'ada', 'unlink')],
    ['a manager', manager],
    ['that there is no manager', { ...manager, kind: 'unlink', takesLicences: false } as const],
  ])('is contested: %s', (_, change) => {
    const { begin, contested } = openRecord();
    const [value] = valuesWrittenBy(change);
    if (value === undefined) throw new Error('nothing is written');
    const key = contestKeyOf(change.objectGuid, value);
    for (const [number, times] of [1, 2, 3].entries()) {
      expect(contested(monday)).toEqual(new Set());
      begin(number + 1).append([applied(change)]);
      // One run writes it once.
      expect(contested(monday).has(key)).toBe(times === 3);
    }
    expect(contested('2026-03-02T08:00:00.001Z')).toEqual(new Set());
    begin(4, '2026-03-10T08:00:00.001Z').observe([], []);
    expect(contested(monday)).toEqual(new Set());
  });

  test('is not contested where we wrote the opposite in between: the directory changed its mind', () => {
    const { begin, contested } = openRecord();
    const both = [
      [ada, changeFor('ada', 'enable')],
      [linkFor('staff', 'ada', 'link'), linkFor('staff', 'ada', 'unlink')],
    ];
    for (const number of [1, 2, 3, 4, 5, 6])
      begin(number).append(both.flatMap((pair) => pair[number % 2] ?? []).map(applied));
    expect(contested(monday)).toEqual(new Set());
  });
});

test('R27: who held a directory role when that was last read is known after a restart, and null is not nobody', () => {
  const { database } = openRecord();
  const known = () => createGuardHistory(database).knownPrivileged();
  expect(known()).toBeNull();
  for (const holders of [
    new Set([tenantIdFor('ada'), tenantIdFor('bob')]),
    new Set([tenantIdFor('bob')]),
    new Set<never>(),
  ]) {
    expect(createGuardHistory(database).keepPrivileged(holders)).toEqual({ ok: true, value: undefined });
    expect(known()).toEqual(holders);
  }
});
