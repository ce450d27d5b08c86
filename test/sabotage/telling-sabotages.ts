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
    breaks: 'nobody can forge a line of the log by a name',
    file: 'agent-core/cli/commands/log.ts',
    find: '[message, ...facts].map(oneLine)',
    replace: '[message, ...facts]',
    ...replies,
  },
];
