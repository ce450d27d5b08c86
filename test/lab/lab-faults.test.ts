import { describe, expect, test } from 'vitest';
import { describeFaults, readFaultWords } from './lab-faults.ts';
import { faultPlanSchema } from './tenant/lab/fault-plan.ts';
import { faultPlanNames, namedFaultPlan } from './tenant/lab/named-fault-plans.ts';

test.each([
  [[], { kind: 'show' }],
  [['none'], { kind: 'end' }],
  [['bad', 'day', '7'], { kind: 'plan', name: 'bad day', seed: 7 }],
  [['bad day'], { kind: 'plan', name: 'bad day', seed: 1 }],
  [['Absurd', 'retry-after', '12'], { kind: 'plan', name: 'absurd Retry-After', seed: 12 }],
  [['weather'], undefined],
  [['7'], undefined],
  [[''], undefined],
])('the words %j are understood as %j', (words, wish) => {
  expect(readFaultWords(words)).toStrictEqual(wish);
});

describe('what a person reads', () => {
  test('names every plan when nothing fails', () => {
    expect(describeFaults([])).toBe(`The tenant answers as it should.\nPlans: ${faultPlanNames.join(', ')}\n`);
  });

  test.each([
    ['throttled', 'throttled: 5 % of any request at /v1.0/*: 429, Retry-After 1\n'],
    ['half-failed batches', '50 % of any request at /v1.0/*, in a batch: 503, Retry-After 0.1\n'],
    ['lost replies', 'lost replies: 4 % of POST at /v1.0/*: lostReply\n'],
  ] as const)('says of %s whom it hits and how', (name, line) => {
    expect(describeFaults(faultPlanSchema.parse(namedFaultPlan(name, 1)))).toContain(line);
  });
});
