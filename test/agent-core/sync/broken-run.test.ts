import { expect, test } from 'vitest';
import { problem } from '../../../agent-core/contract/problem.ts';
import { type Outcome, runReportSchema } from '../../../agent-core/contract/run-report.ts';
import { reportBrokenRun } from '../../../agent-core/sync/broken-run.ts';
import { changeFor } from '../../builders/changes.ts';
import { runIdFor, tenantIdFor } from '../../builders/identifiers.ts';

const reason = problem('run.interrupted', 'noticed later');
const startedAt = '2026-03-02T08:00:00.000Z';

test('a run that broke off is reported as failed, with what had been recorded and nothing else', () => {
  const outcomes: readonly Outcome[] = [
    { kind: 'applied', change: changeFor('ada', 'create'), tenantObjectId: tenantIdFor('ada') },
    { kind: 'applied', change: changeFor('bob', 'update'), tenantObjectId: tenantIdFor('bob') },
    { kind: 'failed', change: changeFor('cyd', 'disable'), problem: reason },
    { kind: 'held', change: changeFor('dan', 'enable'), problem: reason },
    { kind: 'notAttempted', change: changeFor('eve', 'update') },
    { kind: 'unknown', change: changeFor('fay', 'create'), fate: null },
  ];
  const report = reportBrokenRun(runIdFor(1), startedAt, reason, outcomes);
  expect(report).toMatchObject({
    runId: runIdFor(1),
    startedAt,
    result: 'failed',
    problems: [reason],
    isBroken: true,
    directory: { users: 0, isComplete: false },
    tenant: { users: 0, isComplete: false },
    counts: {
      planned: { create: 2, update: 2, disable: 1, enable: 1 },
      applied: 2,
      failed: 1,
      held: 1,
      notAttempted: 1,
      unknown: 1,
      unchanged: 0,
      outOfScope: 0,
    },
  });
  expect(runReportSchema.parse(report)).toEqual(report);
});
