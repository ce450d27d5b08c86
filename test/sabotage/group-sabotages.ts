/** Breaks of how groups and the links between objects are kept in step. */
import type { Sabotage } from './sabotages.ts';

export const groupSabotages: readonly Sabotage[] = [
  {
    breaks: 'R21: a reference is the objectGUID of what it names',
    file: 'agent-core/active-directory/canonical-object.ts',
    find: 'return memberReferenceOf(text)?.objectGuid ?? null;',
    replace: 'return text;',
    project: 'pure',
    test: 'test/agent-core/active-directory/canonical-object.test.ts',
  },
  {
    breaks: 'R16: groupType is a signed number of 32 bits',
    file: 'agent-core/sync/group-kind.ts',
    find: '0x8000_0000n',
    replace: '0x4000_0000n',
    project: 'pure',
    test: 'test/agent-core/sync/scope-groups.test.ts',
  },
  {
    breaks: 'R26: a distribution group is never turned into a security group',
    file: 'agent-core/sync/group-kind.ts',
    find: "isSecurity ? 'mailEnabledSecurity' : 'distribution'",
    replace: "isSecurity ? 'mailEnabledSecurity' : 'security'",
    project: 'pure',
    test: 'test/agent-core/sync/scope-groups.test.ts',
  },
];
