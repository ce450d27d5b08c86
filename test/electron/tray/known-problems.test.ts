import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type Problem, problem } from '../../../agent-core/contract/problem.ts';
import type { AgentConnection } from '../../../electron/contract/bridge.ts';
import { readKnownProblems, writeKnownProblems } from '../../../electron/tray/known-problems.ts';
import { nothingKnown, noticesAt } from '../../../electron/tray/tray-notices.ts';
import { temporaryFolder } from '../../builders/temporary-folder.ts';
import { activities, stateOf } from '../../desktop/sample-data.ts';

const throttled = problem('tenant.throttled', 'graph');
const rebuilt = problem('data.cache-rebuilt', 'cache.db');
const connected = (...problems: readonly Problem[]): AgentConnection => ({
  kind: 'connected',
  state: stateOf(activities.idle, null, problems),
  permissions: ['read'],
});

/** What a program that starts tells, after the one before has told of `told`. */
function toldAfterRestart(told: readonly Problem[], connection: AgentConnection) {
  const path = join(temporaryFolder(), 'told-problems.json');
  writeKnownProblems(path, told);
  return noticesAt(readKnownProblems(path), connection).notices.map(
    ({ kind, problem: about }) => `${kind} ${about.code}`,
  );
}

test('a problem that was told is not told again by the next start', () => {
  expect(toldAfterRestart([throttled], connected(throttled))).toEqual([]);
});

test('what began or ended while the program was not running is told when it starts', () => {
  expect(toldAfterRestart([throttled], connected(rebuilt))).toEqual([
    'over tenant.throttled',
    'began data.cache-rebuilt',
  ]);
});

test('the first start of all, and one whose file is damaged, tell of nothing that is there', () => {
  const path = join(temporaryFolder(), 'told-problems.json');
  expect(readKnownProblems(path)).toEqual(nothingKnown);
  writeFileSync(path, '{"not": "a list"}');
  expect(readKnownProblems(path)).toEqual(nothingKnown);
});

test('a file that cannot be written is no trouble', () => {
  const path = join(temporaryFolder(), 'gone', 'told-problems.json');
  expect(() => writeKnownProblems(path, [throttled])).not.toThrow();
  expect(() => readFileSync(path)).toThrow();
});
