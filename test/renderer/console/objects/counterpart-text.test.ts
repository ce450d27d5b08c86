import { expect, test } from 'vitest';
import { objectGuidSchema, tenantObjectIdSchema } from '../../../../agent-core/contract/identifiers.ts';
import { problem } from '../../../../agent-core/contract/problem.ts';
import { counterpartText } from '../../../../renderer/console/objects/counterpart-text.ts';

const guid = '11111111-1111-4111-8111-111111111111';
const isIn = { kind: 'in', rule: 'everything is in scope' } as const;
const isOut = { kind: 'out', rule: 'below none of the included units' } as const;
const joined = {
  tenantObjectId: tenantObjectIdSchema.parse(guid),
  isCounterpartKnown: true,
  answer: isIn,
  entries: [],
};
const missing = { ...joined, tenantObjectId: null };
const who = {
  objectType: 'user',
  objectGuid: objectGuidSchema.parse(guid),
  displayName: 'Ada',
  userPrincipalName: null,
} as const;
const held = { kind: 'held', held: { ...who, problem: problem('object.value-invalid', 'title') } } as const;

test.each([
  ['joined', joined, `Joined with ${guid} in the tenant.`],
  ['to come', missing, 'Not joined with anything in the tenant yet: the next run sees to it.'],
  ['held', { ...missing, entries: [held] }, 'Not joined with anything in the tenant.'],
  ['out of scope', { ...missing, answer: isOut }, 'Not joined with anything in the tenant.'],
])('who is %s is told so', (_, found, text) => {
  expect(counterpartText(found)).toBe(text);
});

test('whom the agent deleted is told so, with when', () => {
  expect(counterpartText({ ...missing, answer: isOut, deletedAt: '2026-03-02T08:00:00.000Z' })).toMatch(
    /^Not joined with anything in the tenant\. The agent deleted what it was joined with at .*2026/,
  );
});

test('an account that a run may have made, or removed, before it broke off is neither told nor denied', () => {
  for (const found of [joined, missing])
    expect(counterpartText({ ...found, isCounterpartKnown: false })).toMatch(
      /^Not known whether it is in the tenant: /,
    );
});
