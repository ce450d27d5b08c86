import { describe, expect, test } from 'vitest';
import { problem } from '../../../agent-core/contract/problem.ts';
import type { ProblemCode } from '../../../agent-core/contract/problem-catalogue.ts';
import { type Escrow, holdBackWaiting, nextAttemptAfter } from '../../../agent-core/sync/escrow.ts';
import { changeFor, planOf } from '../../builders/changes.ts';

const first = '2026-03-02T08:00:00.000Z';
const hourMs = 3_600_000;
const hoursLater = (hours: number) => new Date(Date.parse(first) + hours * hourMs).toISOString();
const taken = problem('tenant.conflict', 'ada');
const ada = changeFor('ada', 'create');
const bob = changeFor('bob', 'create');

function hold(escrow: Partial<Escrow>, now: string, triesWaiting = false) {
  const guarded = {
    plan: planOf(ada, bob),
    allowed: [ada, bob],
    held: [],
    findings: [],
    counted: new Map(),
    approved: new Map(),
  };
  const escrows = new Map([
    [ada.digest, { firstFailedAt: first, nextAttemptAt: hoursLater(6), problem: taken, ...escrow }],
  ]);
  return holdBackWaiting(guarded, { escrows, now, triesWaiting });
}

describe('a change that failed', () => {
  test('waits for its next attempt, and keeps nobody else waiting', () => {
    const { allowed, waiting } = hold({}, hoursLater(5.9));
    expect(allowed).toEqual([bob]);
    expect(waiting).toEqual([{ change: ada, problem: taken, nextAttemptAt: hoursLater(6) }]);
  });

  test('is tried when its time has come', () => {
    expect(hold({}, hoursLater(6))).toMatchObject({ allowed: [ada, bob], waiting: [] });
  });

  test('is tried at once when a person starts the run', () => {
    expect(hold({ nextAttemptAt: null }, hoursLater(1), true)).toMatchObject({ allowed: [ada, bob], waiting: [] });
  });

  test('does not wait for years when the clock was set back', () => {
    expect(hold({}, '2020-03-02T08:00:00.000Z').waiting).toEqual([]);
  });

  test('waits for a whole day, which is the longest pause, and not for more', () => {
    expect(hold({ nextAttemptAt: hoursLater(24) }, first).waiting).toHaveLength(1);
    expect(hold({ nextAttemptAt: hoursLater(24.1) }, first).waiting).toEqual([]);
  });

  test('that nobody tries any more waits for a change or a person', () => {
    expect(hold({ nextAttemptAt: null }, hoursLater(9_999)).waiting).toMatchObject([{ nextAttemptAt: null }]);
  });
});

test('the attempts come 6, 12 and 24 hours after the first failure, then every day, and end after 28 days', () => {
  const attempts: (string | null)[] = [first];
  while (attempts.at(-1) !== null) attempts.push(nextAttemptAfter(first, String(attempts.at(-1))));
  expect(attempts.slice(1, 6)).toEqual([hoursLater(6), hoursLater(12), hoursLater(24), hoursLater(48), hoursLater(72)]);
  expect(attempts.slice(-2)).toEqual([hoursLater(28 * 24), null]);
});

test('an attempt in between puts off none of the others', () => {
  expect(nextAttemptAfter(first, hoursLater(7))).toBe(hoursLater(12));
});

test('the clock of a change starts with its first failure and goes on with the next', () => {
  const { nextAttemptOf } = hold({}, hoursLater(6));
  expect(nextAttemptOf(ada, taken)).toBe(hoursLater(12));
  expect(nextAttemptOf(bob, taken)).toBe(hoursLater(12));
});

test.each<[ProblemCode, boolean]>([
  ['tenant.conflict', true],
  ['tenant.refused-value', true],
  ['tenant.forbidden', true],
  ['tenant.not-found', false],
  ['tenant.unavailable', false],
  ['tenant.throttled', false],
  ['tenant.no-answer', false],
])('after %s a change waits on its own clock: %s', (code, waits) => {
  expect(hold({}, hoursLater(6)).nextAttemptOf(bob, problem(code, 'bob')) !== undefined).toBe(waits);
});
