/** Breaks of the guard: the last thing between a mistake in the directory and everybody's accounts. */
import type { Sabotage } from './sabotages.ts';

export const guardSabotages: readonly Sabotage[] = [
  {
    breaks: 'R13: a block that somebody else made stays',
    file: 'agent-core/sync/guard/sign-in.ts',
    find: "oneIf(change.kind === 'enable' && !ownBlocks.has(change.anchor))",
    replace: "oneIf(change.kind === 'update' && !ownBlocks.has(change.anchor))",
    project: 'scenario',
    test: 'test/scenarios/leaver.test.ts',
  },
  {
    breaks: 'R31: a sign-in name does not move to another domain silently',
    file: 'agent-core/sync/guard/sign-in-names.ts',
    find: 'suffixOf(after) === initialDomain && suffixOf(before) !== initialDomain',
    replace: 'suffixOf(after) === null && suffixOf(before) !== initialDomain',
    project: 'scenario',
    test: 'test/scenarios/names.test.ts',
  },
  {
    breaks: 'mass disabling is held',
    file: 'agent-core/sync/guard.ts',
    find: 'if (changes.length <= allowed) return [];',
    replace: 'if (changes.length >= 0) return [];',
    project: 'pure',
    test: 'test/agent-core/sync/guard.test.ts',
  },
  {
    breaks: 'R10: what earlier runs did counts as well',
    file: 'agent-core/sync/guard/tally.ts',
    find: 'Math.max(0, allowedInDay - before)',
    replace: 'Math.max(0, allowedInDay)',
    project: 'pure',
    test: 'test/agent-core/sync/guard.test.ts',
  },
  {
    breaks: 'R10: what a run did that broke off counts as well',
    file: 'agent-core/storage/run-history.ts',
    find: '                  guarded.note(runId, startedAt, change.digest, counted);\n',
    replace: '',
    project: 'pure',
    test: 'test/agent-core/storage/guard-history.test.ts',
  },
  {
    breaks: 'R11: only the first run may create everybody',
    file: 'agent-core/sync/guard/creates.ts',
    find: 'oneIf(isFilled && ',
    replace: 'oneIf(!isFilled && ',
    project: 'pure',
    test: 'test/agent-core/sync/guard.test.ts',
  },
];
