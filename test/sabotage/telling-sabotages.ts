/** One-line breaks of what is told: whoever decides by it must be able to rely on it. */
import type { Sabotage } from './sabotages.ts';

const replies = { project: 'pure', test: 'test/agent-core/cli/replies-for-people.test.ts' } as const;

export const tellingSabotages: readonly Sabotage[] = [
  {
    breaks: 'nobody can forge a line of what is printed by a name with an end of a line in it',
    file: 'agent-core/cli/replies-for-people.ts',
    find: "if (typeof value === 'string') return oneLine(value);",
    replace: "if (typeof value === 'string') return value;",
    ...replies,
  },
  {
    breaks: 'why does not deny an account that the agent made before a run broke off',
    file: 'agent-core/storage/counterparts.ts',
    find: 'run_id IN (SELECT run_id FROM runs WHERE sequence >= coalesce((',
    replace: 'run_id IN (SELECT run_id FROM runs WHERE sequence > coalesce((',
    project: 'pure',
    test: 'test/agent-core/storage/object-answers.test.ts',
  },
  {
    breaks: 'R10: newcomers of the same run loosen no limit',
    file: 'agent-core/sync/run-context.ts',
    find: "const coming = changes.filter(({ kind }) => kind === 'create' || kind === 'restore');",
    replace: 'const coming = changes.slice(changes.length);',
    project: 'scenario',
    test: 'test/scenarios/leaver.test.ts',
  },
  {
    breaks: 'R10: newcomers who are held loosen no limit',
    file: 'agent-core/sync/run-context.ts',
    find: 'const unknown = held.filter(({ objectGuid }) => !links.has(objectGuid));',
    replace: 'const unknown = held.filter(({ objectGuid }) => links.has(objectGuid));',
    project: 'scenario',
    test: 'test/scenarios/leaver.test.ts',
  },
  {
    breaks: 'the limit of the guard that decided is named',
    file: 'agent-core/sync/guard/tell-limit.ts',
    find: 'if (percent > 0 && allowed === count)',
    replace: 'if (percent > 0 && allowed <= count)',
    project: 'pure',
    test: 'test/agent-core/sync/guard.test.ts',
  },
  {
    breaks: 'nobody can forge a line of the log by a name',
    file: 'agent-core/cli/commands/log.ts',
    find: '[message, ...facts].map(oneLine)',
    replace: '[message, ...facts]',
    ...replies,
  },
];
