import { expect, test } from 'vitest';
import { problem } from '../../../agent-core/contract/problem.ts';
import type { ProblemCode } from '../../../agent-core/contract/problem-catalogue.ts';
import type { Outcome } from '../../../agent-core/contract/run-report.ts';
import { mostUnanswered, Silence } from '../../../agent-core/sync/silence.ts';
import { changeFor } from '../../builders/changes.ts';
import { tenantIdFor } from '../../builders/identifiers.ts';

const change = changeFor('ada', 'update');
const failed = (code: ProblemCode): Outcome => ({ kind: 'failed', change, problem: problem(code, 'x') });
const reason = problem('tenant.no-answer', 'the last');
const lost: Outcome = { kind: 'unknown', change, fate: null, problem: reason };

function after(...outcomes: readonly Outcome[]): Silence {
  const silence = new Silence();
  for (const outcome of outcomes) silence.learn(outcome);
  return silence;
}
const lostTimes = (count: number) => Array<Outcome>(count).fill(lost);

test('a silence lasts when one more was lost in a row than could be an accident', () => {
  expect(after(...lostTimes(mostUnanswered)).lasting()).toBeNull();
  expect(after(...lostTimes(mostUnanswered + 1)).lasting()).toBe(reason);
});

test.each<[string, Outcome]>([
  ['what was made', { kind: 'applied', change, tenantObjectId: tenantIdFor('ada') }],
  ['what the tenant refused', failed('tenant.refused-value')],
])('it is broken by %s', (_, answered) => {
  const silence = after(...lostTimes(mostUnanswered), answered, lost);
  expect({ lasting: silence.lasting(), unbroken: silence.unbroken() }).toEqual({ lasting: null, unbroken: null });
});

test.each<[string, Outcome]>([
  ['what never came to the tenant', failed('object.value-not-free')],
  ['what was not sent', { kind: 'notAttempted', change }],
  ['what the guard held', { kind: 'held', change, problem: problem('tenant.refused-value', 'x'), findings: [] }],
])('it is not broken by %s', (_, other) => {
  const silence = after(...lostTimes(mostUnanswered), other, lost);
  expect({ lasting: silence.lasting(), unbroken: silence.unbroken() }).toEqual({ lasting: reason, unbroken: reason });
});

test('where nothing was sent nothing was lost', () => {
  expect(after().unbroken()).toBeNull();
});
