/** Breaks of who is in scope. */
import type { Sabotage } from './sabotages.ts';

export const scopeSabotages: readonly Sabotage[] = [
  {
    breaks: 'R15: the account of a computer is no person',
    file: 'agent-core/sync/scope.ts',
    find: 'const machineAccountBits = 0x3800n;',
    replace: 'const machineAccountBits = 0n;',
    project: 'pure',
    test: 'test/agent-core/sync/scope.test.ts',
  },
  {
    breaks: 'R41: nobody reads that something is called impossible',
    file: 'agent-core/contract/problem-catalogue.ts',
    find: "title: 'The data folder cannot be written.'",
    replace: "title: 'Writing the data folder is impossible.'",
    project: 'pure',
    test: 'test/house-rules/rules.test.ts',
  },
  {
    breaks: 'a scope that names what cannot be found is not an empty one',
    file: 'agent-core/sync/scope-by-groups.ts',
    find: 'if (missing.length > 0) {',
    replace: 'if (missing.length > 99) {',
    project: 'scenario',
    test: 'test/scenarios/scope.test.ts',
  },
  {
    breaks: 'R22: the primary group counts for the scope',
    file: 'agent-core/sync/scope-by-groups.ts',
    find: 'if (primary !== undefined)',
    replace: 'if (primary === null)',
    project: 'scenario',
    test: 'test/scenarios/scope.test.ts',
  },
  {
    breaks: 'the nearest unit decides',
    file: 'agent-core/sync/scope-by-units.ts',
    find: 'other.suffix.length - one.suffix.length',
    replace: 'one.suffix.length - other.suffix.length',
    project: 'scenario',
    test: 'test/scenarios/scope.test.ts',
  },
  {
    breaks: 'whoever asks why is told of a default exclusion before the scope is asked',
    file: 'agent-core/sync/ask-scope.ts',
    find: 'if (exclusion !== undefined)',
    replace: 'if (exclusion === null)',
    project: 'pure',
    test: 'test/agent-core/sync/ask-scope.test.ts',
  },
  {
    breaks: 'R26: whoever asks why is told what Graph does not let an application write',
    file: 'agent-core/sync/ask-scope.ts',
    find: 'return problem === null ?',
    replace: 'return problem !== null ?',
    project: 'pure',
    test: 'test/agent-core/sync/ask-scope.test.ts',
  },
  {
    breaks: 'an answer says of which domains it can know nothing',
    file: 'agent-core/storage/remembered-objects.ts',
    find: 'readAt.get(domain) === null',
    replace: 'readAt.get(domain) === undefined',
    project: 'pure',
    test: 'test/agent-core/storage/object-answers.test.ts',
  },
];
