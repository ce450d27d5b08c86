/** One-line breaks of a set-up over another one, and of a record that was begun anew. */
import type { Sabotage } from './sabotages.ts';

export const setUpSabotages: readonly Sabotage[] = [
  {
    breaks: 'a set-up over another one ends no pause that its answers do not name',
    file: 'agent-core/cli/keep-unnamed.ts',
    find: '{ ...kept, ...given.data }',
    replace: '{ ...given.data }',
    project: 'pure',
    test: 'test/agent-core/cli/commands/setup.test.ts',
  },
  {
    breaks: 'the password that is kept goes nowhere but where it was proven',
    file: 'agent-core/service/pairing.ts',
    find: "domain.identity === 'password' && !isProven",
    replace: "domain.identity === 'password' && !isProven && false",
    project: 'pure',
    test: 'test/agent-core/service/pairing.test.ts',
  },
  {
    breaks: 'R3: a mark of another configuration that was copied from somebody else is not counted',
    file: 'agent-core/sync/marked-elsewhere.ts',
    find: 'anchors.get(mark.objectGuid) === object.anchor',
    replace: 'anchors.has(mark.objectGuid)',
    project: 'scenario',
    test: 'test/scenarios/earlier-record.test.ts',
  },
];
