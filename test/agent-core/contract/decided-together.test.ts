import { expect, test } from 'vitest';
import { type Decision, decisionSchema } from '../../../agent-core/contract/approval-requests.ts';
import { decidedByChange, decidedTogether } from '../../../agent-core/contract/decided-together.ts';

const decision = (digit: string, kind: string, more: Partial<Decision> = {}): Decision => ({
  ...decisionSchema.parse({
    ...{ verdict: 'approved', digest: digit.repeat(64), kind, by: 'Ada' },
    ...{ at: '2026-03-02T08:00:00.000Z', expiresAt: '2026-03-09T08:00:00.000Z', what: `delete ${digit}` },
  }),
  ...more,
});
const finding = decisionSchema.shape.finding.parse('f'.repeat(64)) ?? null;

const given = [
  ...['1', '2', '3', '4'].map((digit) => decision(digit, 'deletes', { finding })),
  decision('5', 'deletes'),
  decision('5', 'scopeShrink'),
  decision('6', 'deletes', { verdict: 'rejected' }),
];

test('what was approved with a finding is one, each change by itself is another, and what was rejected is none', () => {
  const together = decidedTogether('approved', given);
  expect(together).toMatchObject([
    { finding, kinds: ['deletes'], by: 'Ada' },
    { finding: null, changes: [{ digest: '5'.repeat(64), what: 'delete 5' }], kinds: ['deletes', 'scopeShrink'] },
  ]);
  expect(together[0]?.changes).toHaveLength(4);
});

test('of a change that was approved for several kinds, and with whatever finding, there is one', () => {
  const seen = decidedByChange('approved', given).map(({ changes, kinds }) => [changes.map(({ what }) => what), kinds]);
  expect(seen).toEqual([
    ...['1', '2', '3', '4'].map((digit) => [[`delete ${digit}`], ['deletes']]),
    [['delete 5'], ['deletes', 'scopeShrink']],
  ]);
});
