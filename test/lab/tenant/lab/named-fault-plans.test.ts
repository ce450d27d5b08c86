/** A named bad day hits the same requests whenever it has the same seed. */
import { describe, expect, test } from 'vitest';
import { createFaults, faultPlanSchema } from './fault-plan.ts';
import { faultPlanNames, namedFaultPlan } from './named-fault-plans.ts';

const patch = { method: 'PATCH', path: '/v1.0/users/x', isInBatch: false };

function storyOf(name: (typeof faultPlanNames)[number], seed: number, request = patch): readonly string[] {
  const faults = createFaults();
  faults.plan(faultPlanSchema.parse(namedFaultPlan(name, seed)));
  return Array.from({ length: 1000 }, () => {
    const taken = faults.take(request);
    return taken === undefined ? '-' : JSON.stringify(taken.fault);
  });
}

describe.each(faultPlanNames)('%s', (name) => {
  const request = { ...patch, isInBatch: name === 'half-failed batches' };

  test('is a plan that the door takes, and repeats itself', () => {
    expect(storyOf(name, 7, request)).toEqual(storyOf(name, 7, request));
    expect(storyOf(name, 7, request)).not.toEqual(storyOf(name, 8, request));
  });

  test('hits some requests and spares others', () => {
    const hits = storyOf(name, 1, request).filter((fate) => fate !== '-').length;
    expect(hits).toBeGreaterThan(30);
    expect(hits).toBeLessThan(700);
  });
});

test('half a batch fails, and what comes alone does not', () => {
  const inside = storyOf('half-failed batches', 3, { ...patch, isInBatch: true });
  expect(inside.filter((fate) => fate !== '-').length).toBeGreaterThan(450);
  expect(storyOf('half-failed batches', 3).every((fate) => fate === '-')).toBe(true);
});

test('replies are lost for writes, never for reads', () => {
  const fates = storyOf('lost replies', 5, { ...patch, method: 'GET' });
  expect(new Set(fates)).toEqual(new Set(['-']));
  expect(storyOf('lost replies', 5).join()).toContain('lostReply');
});

test('a bad day has every kind of trouble', () => {
  const kinds = new Set(storyOf('bad day', 2).map((fate) => (fate === '-' ? '-' : JSON.parse(fate).kind)));
  expect(kinds).toEqual(new Set(['-', 'status', 'lostReply', 'truncated', 'reset', 'rubbish']));
});
