import { expect, test } from 'vitest';
import type { HeldObject } from '../../../agent-core/contract/plan.ts';
import { problem } from '../../../agent-core/contract/problem.ts';
import type { RunReport } from '../../../agent-core/contract/run-report.ts';
import { RunTrouble } from '../../../agent-core/service/run-trouble.ts';
import { holdObject } from '../../../agent-core/sync/held.ts';
import { directoryUser } from '../../builders/directory-object.ts';
import { memoryAgentLog } from '../../builders/memory-agent-log.ts';
import { runReport } from '../../builders/run-report.ts';

const heldFor = (name: string, detail = 'title is too long'): HeldObject =>
  holdObject(directoryUser(name), problem('object.value-invalid', detail));
const finding = (held: number) => ({
  ...{ kind: 'disables', held, found: held, allowed: 0, holds: [] },
  problem: problem('guard.too-many-disables', `${held} found`),
});
const unreachable = problem('tenant.unreachable', 'graph');

/** What is a warning of each run, without its numbers. */
function warningsOf(
  runs: readonly (readonly [changes: Partial<RunReport>, held?: readonly HeldObject[]])[],
): readonly (readonly string[])[] {
  const log = memoryAgentLog();
  const trouble = new RunTrouble(log);
  return runs.map(([changes, held = []]) => {
    const before = log.lines.length;
    trouble.tell(runReport(changes), held);
    const lines = log.lines.slice(before);
    expect(lines.filter((line) => line.includes(' run ended '))).toHaveLength(1);
    return lines.filter((line) => line.startsWith('warn ')).map((line) => line.slice(5, line.indexOf(' {')));
  });
}

test('an object that stays held is a warning when that begins and when it is another or for another reason', () => {
  const result = 'succeededWithProblems' as const;
  const held = (...left: readonly HeldObject[]) => [{ result }, left] as const;
  expect(
    warningsOf([
      held(heldFor('ada')),
      held(heldFor('ada')),
      held(heldFor('bob')),
      held(heldFor('bob', 'mail is too long')),
      held(heldFor('bob', 'mail is too long')),
      [{ result: 'succeeded' }],
      held(heldFor('bob', 'mail is too long')),
    ]),
  ).toEqual([['run ended'], [], ['run ended'], ['run ended'], [], [], ['run ended']]);
});

test('who only left the scope is no news', () => {
  const left = (name: string) => [holdObject(directoryUser(name), problem('scope.left', name))];
  const result = 'succeededWithProblems' as const;
  expect(
    warningsOf([
      [{ result }, left('ada')],
      [{ result }, left('bob')],
    ]),
  ).toEqual([['run ended'], []]);
});

test('what the guard found is a warning when it begins, when it grows and when it is over', () => {
  const { title } = finding(1).problem;
  const found = (held: number) => [{ result: 'succeededWithProblems' as const, findings: [finding(held)] }] as const;
  expect(warningsOf([found(3), found(3), found(4), [{ result: 'succeeded' }], [{ result: 'succeeded' }]])).toEqual([
    ['run ended', title],
    [],
    ['run ended', title],
    [`no longer so: ${title}`],
    [],
  ]);
});

test('a finding is not over because a run failed or was cancelled; a problem is when a run goes without it', () => {
  const found = { result: 'succeededWithProblems' as const, findings: [finding(3)] };
  const { title } = finding(3).problem;
  const failed = { result: 'failed' as const, problems: [unreachable] };
  expect(
    warningsOf([[found], [failed], [failed], [{ result: 'cancelled' }], [found], [{ result: 'succeeded' }]]),
  ).toEqual([
    ['run ended', title],
    ['run ended', unreachable.title],
    [],
    [],
    ['run ended', `no longer so: ${unreachable.title}`],
    [`no longer so: ${title}`],
  ]);
});

test('what is found beyond what is allowed is a warning although it holds no change; what is for information is none', () => {
  const unwritten = {
    ...{ kind: null, found: 1, allowed: 0, holds: [] },
    problem: problem('group.transitive-not-written', ''),
  };
  const noted = { ...{ kind: null, found: 1, allowed: 1, holds: [] }, problem: problem('object.names-lost', '') };
  const found = [{ result: 'succeededWithProblems' as const, findings: [noted, unwritten] }] as const;
  const { title } = unwritten.problem;
  expect(warningsOf([found, found, [{ result: 'succeeded', findings: [noted] }]])).toEqual([
    ['run ended', title],
    [],
    [`no longer so: ${title}`],
  ]);
});
