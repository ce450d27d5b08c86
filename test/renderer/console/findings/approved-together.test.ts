import { expect, test } from 'vitest';
import { type Decision, decisionSchema } from '../../../../agent-core/contract/approval-requests.ts';
import { approvedTogether } from '../../../../renderer/console/findings/approved-together.ts';

const decision = (digit: string, kind: string, more: Partial<Decision> = {}): Decision => ({
  ...decisionSchema.parse({
    ...{ verdict: 'approved', digest: digit.repeat(64), kind, by: 'Ada' },
    ...{ at: '2026-03-02T08:00:00.000Z', expiresAt: '2026-03-09T08:00:00.000Z', what: `delete ${digit}` },
  }),
  ...more,
});
const finding = decisionSchema.shape.finding.parse('f'.repeat(64)) ?? null;

test('what was approved with a finding is one, each change by itself is another, and what was rejected is none', () => {
  const given = [
    ...['1', '2', '3', '4'].map((digit) => decision(digit, 'deletes', { finding })),
    decision('5', 'deletes'),
    decision('5', 'scopeShrink'),
    decision('6', 'deletes', { verdict: 'rejected' }),
  ];
  expect(approvedTogether(given)).toMatchObject([
    { finding, names: ['delete 1', 'delete 2', 'delete 3'], kinds: ['deletes'], by: 'Ada' },
    { finding: null, digests: ['5'.repeat(64)], names: ['delete 5'], kinds: ['deletes', 'scopeShrink'] },
  ]);
  expect(approvedTogether(given)[0]?.digests).toHaveLength(4);
});
