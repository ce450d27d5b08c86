import { expect, test } from 'vitest';
import { problem } from '../../../../agent-core/contract/problem.ts';
import { lastingProblemsOf } from '../../../../renderer/console/overview/lasting-problems.ts';
import { activities, stateOf } from '../../../desktop/sample-data.ts';

const rebuilt = problem('data.cache-rebuilt', 'cache.db');

test('what the banner tells of a protected agent is not told twice', () => {
  const problems = [activities.protected.problem, rebuilt];
  expect(lastingProblemsOf(stateOf(activities.protected, null, problems))).toEqual([rebuilt]);
});

test('of any other agent all problems are told', () => {
  expect(lastingProblemsOf(stateOf(activities.idle, null, [rebuilt]))).toEqual([rebuilt]);
});
