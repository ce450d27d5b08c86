import { describe, expect, test } from 'vitest';
import { problem } from '../../../agent-core/contract/problem.ts';
import type { ProblemCode } from '../../../agent-core/contract/problem-catalogue.ts';
import type { Outcome, ReportEntry } from '../../../agent-core/contract/run-report.ts';
import { makeProvisioningRecord } from '../../../agent-core/sync/provisioning-record.ts';
import { changeFor, deletionOf, linkFor, tombstoneFor } from '../../builders/changes.ts';
import { objectGuidFor, runIdFor, tenantIdFor } from '../../builders/identifiers.ts';

const at = '2026-03-02T08:00:00.000Z';
const circumstances = {
  id: 7,
  at,
  durationMs: 12,
  run: { runId: runIdFor(1), startedAt: at, startedBy: 'the schedule' },
  isRepeat: false,
};
const recordOf = (entry: ReportEntry) => makeProvisioningRecord(entry, circumstances);
const recordOfOutcome = (outcome: Outcome) => recordOf({ kind: 'outcome', outcome });
const recordOfHeld = (code: ProblemCode) =>
  recordOf({
    kind: 'held',
    held: {
      objectType: 'user' as const,
      objectGuid: objectGuidFor('bob'),
      displayName: 'Bob',
      userPrincipalName: 'bob@contoso.com',
      problem: problem(code, 'the detail'),
    },
  });
const change = changeFor('ada', 'update');
const refused = problem('tenant.conflict', 'ada');
const lost = problem('tenant.no-answer', 'graph');

describe('what became of a change', () => {
  test.each([
    [{ kind: 'applied', change, tenantObjectId: tenantIdFor('ada') }, 'success', undefined, 'apply passed'],
    [{ kind: 'failed', change, problem: refused }, 'failure', 'tenant.conflict', 'apply stopped'],
    [{ kind: 'held', change, problem: refused }, 'held', 'tenant.conflict', 'guard stopped'],
    [{ kind: 'waiting', change, problem: refused, nextAttemptAt: at }, 'skipped', 'tenant.conflict', 'apply stopped'],
    [{ kind: 'previewed', change }, 'skipped', undefined, 'apply stopped'],
    [{ kind: 'notAttempted', change }, 'skipped', 'run.ended-early', 'apply stopped'],
    [{ kind: 'unknown', change, fate: null }, 'unknown', 'run.interrupted', 'apply unknown'],
    [{ kind: 'unknown', change, fate: 'overtaken' }, 'unknown', 'run.interrupted', 'apply unknown'],
    [{ kind: 'unknown', change, fate: null, problem: lost }, 'unknown', 'tenant.no-answer', 'apply unknown'],
    [{ kind: 'unknown', change, fate: 'made' }, 'success', undefined, 'apply passed'],
    [{ kind: 'unknown', change, fate: 'notMade' }, 'failure', 'run.interrupted', 'apply stopped'],
  ] as const)('%o', (outcome, status, code, lastStep) => {
    const record = recordOfOutcome(outcome);
    const { step, result } = record.steps.at(-1) ?? {};
    expect([record.status, record.problem?.code, `${step} ${result}`]).toEqual([status, code, lastStep]);
    expect(record).toMatchObject({ ...circumstances, action: 'update', attributes: change.attributes });
  });
});

test('a change that was sent passed every step before, and the difference is counted', () => {
  const { steps } = recordOfOutcome({ kind: 'applied', change, tenantObjectId: tenantIdFor('ada') });
  expect(steps.map(({ step }) => step)).toEqual(['import', 'scope', 'map', 'diff', 'plan', 'guard', 'apply']);
  expect(steps.map(({ result }) => result)).toEqual(Array(7).fill('passed'));
  expect(steps.map(({ detail }) => detail)).toEqual([null, null, null, '1 attribute differs', null, null, null]);
});

test('several attributes that differ are counted', () => {
  const title = { name: 'jobTitle', before: null, after: 'Engineer' };
  const both = changeFor('ada', 'update', [title, { ...title, name: 'city' }]);
  expect(recordOfOutcome({ kind: 'previewed', change: both }).steps[3]?.detail).toBe('2 attributes differ');
});

test('a change of which nobody learnt how it went says why, and what a later run found', () => {
  const detailOf = (outcome: Outcome) => recordOfOutcome(outcome).problem?.detail;
  const attempted = 'attempted, and not known whether it was made';
  expect(detailOf({ kind: 'unknown', change, fate: null })).toBe(attempted);
  expect(detailOf({ kind: 'unknown', change, fate: null, problem: lost })).toBe(`graph; ${attempted}`);
  expect(detailOf({ kind: 'unknown', change, fate: 'notMade' })).toContain('a later run found that it was not made');
});

test('an object that cannot be created yet has no id in the tenant, one that exists keeps it', () => {
  const failed = (kind: 'create' | 'update') =>
    recordOfOutcome({ kind: 'failed', change: changeFor('ada', kind), problem: refused }).target.tenantObjectId;
  expect([failed('create'), failed('update')]).toEqual([null, tenantIdFor('ada')]);
});

test.each(['link', 'unlink'] as const)('a record of %s says who was linked and how, others do not', (kind) => {
  const made = recordOfOutcome({ kind: 'failed', change: linkFor('GG-Finance', 'aoife', kind), problem: refused });
  expect(made).toMatchObject({ action: kind, source: { objectType: 'group', displayName: 'GG-Finance' } });
  const aoife = { objectType: 'user', objectGuid: objectGuidFor('aoife'), displayName: 'aoife' };
  expect(made.link).toEqual({ relation: 'members', ...aoife });
  expect(recordOfOutcome({ kind: 'failed', change, problem: refused }).link).toBeNull();
});

test('a change that somebody approved says who and when', () => {
  const approval = { by: 'ada', at };
  const made = recordOfOutcome({ kind: 'applied', change, tenantObjectId: tenantIdFor('ada'), approval });
  expect(made.approval).toEqual(approval);
});

test('a deletion carries what shows that the object is gone', () => {
  const deletion = deletionOf('ada', tombstoneFor());
  const made = recordOfOutcome({ kind: 'applied', change: deletion, tenantObjectId: tenantIdFor('ada') });
  expect(made).toMatchObject({ action: 'delete', evidence: tombstoneFor(), attributes: [] });
});

test.each([
  ['object.value-invalid', 'held', 'map'],
  ['object.name-in-tenant', 'held', 'diff'],
  ['object.anchor-shared', 'held', 'diff'],
  ['object.value-not-free', 'held', 'diff'],
  ['object.name-not-free-yet', 'held', 'diff'],
  ['object.address-not-free-yet', 'held', 'diff'],
  ['object.value-in-bin', 'held', 'diff'],
  ['object.addresses-exchanged', 'held', 'diff'],
  ['scope.undecided', 'held', 'scope'],
  ['scope.left', 'skipped', 'scope'],
  ['group.left-scope', 'skipped', 'map'],
  ['group.mail-enabled', 'skipped', 'map'],
  ['object.removal-waits', 'skipped', 'map'],
  ['object.vanished', 'held', 'map'],
  ['object.absent', 'skipped', 'import'],
] as const)('an object that is left alone because of %s is %s, and stopped at the step %s', (code, status, step) => {
  const record = recordOfHeld(code);
  expect(record).toMatchObject({
    action: 'none',
    status,
    source: { objectGuid: objectGuidFor('bob'), displayName: 'Bob' },
    target: { tenantObjectId: null, userPrincipalName: 'bob@contoso.com' },
    problem: { code },
    attributes: [],
  });
  expect(record.steps.at(-1)).toEqual({ step, result: 'stopped', detail: 'the detail' });
});
