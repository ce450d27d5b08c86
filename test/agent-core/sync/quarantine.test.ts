import { expect, test } from 'vitest';
import { problem } from '../../../agent-core/contract/problem.ts';
import type { Outcome } from '../../../agent-core/contract/run-report.ts';
import { judgeQuarantine } from '../../../agent-core/sync/quarantine.ts';
import { changeFor } from '../../builders/changes.ts';
import { tenantIdFor } from '../../builders/identifiers.ts';

const change = changeFor('ada', 'update');
const kinds = {
  applied: { kind: 'applied', change, tenantObjectId: tenantIdFor('ada') },
  failed: { kind: 'failed', change, problem: problem('tenant.conflict', 'ada') },
  waiting: { kind: 'waiting', change, problem: problem('tenant.conflict', 'ada'), nextAttemptAt: null },
  reference: { kind: 'failed', change, problem: problem('tenant.not-found', 'ada') },
  held: { kind: 'held', change, problem: problem('guard.sign-in-name', 'ada') },
  notAttempted: { kind: 'notAttempted', change },
} as const satisfies Record<string, Outcome>;

const outcomesOf = (counts: Partial<Record<keyof typeof kinds, number>>): readonly Outcome[] =>
  Object.entries(kinds).flatMap(([name, outcome]) =>
    Array<Outcome>(Object.entries(counts).find(([counted]) => counted === name)?.[1] ?? 0).fill(outcome),
  );

test.each([
  ['fewer than 5,000 failures, whatever their share', { failed: 4_999 }, false],
  ['5,000 failures that are more than 40 percent', { failed: 5_000, applied: 7_499 }, true],
  ['5,000 failures that are 40 percent', { failed: 5_000, applied: 7_500 }, false],
  ['failures of earlier runs that still wait', { failed: 1, waiting: 4_999 }, true],
  ['40,000 failures that are few', { failed: 40_000, applied: 60_000 }, false],
  ['more than 40,000 failures, however few they are', { failed: 40_001, applied: 99_999 }, true],
  ['references that are not there yet', { reference: 50_000, applied: 1 }, false],
  ['60,000 failures with references', { reference: 60_000, applied: 99_999 }, false],
  ['more than 60,000 failures with references', { reference: 60_001, applied: 99_999 }, true],
  ['what the guard holds or nobody tried', { held: 50_000, notAttempted: 50_000 }, false],
  ['nothing to do', {}, false],
] as const)('%s: quarantine', (_what, counts, expected) => {
  expect(judgeQuarantine(outcomesOf(counts)) !== null).toBe(expected);
});

test('the reason names both numbers', () => {
  expect(judgeQuarantine(outcomesOf({ failed: 6_000, applied: 4_000 }))?.detail).toBe(
    '6000 of 10000 changes fail, which is 60 %, and 6000 with references; ' +
      'allowed are 40 % from 5000 failures, 40000 in all, 60000 with references',
  );
});
