/** Breaks of how groups and the links between objects are kept in step. */
import type { Sabotage } from './sabotages.ts';

export const groupSabotages: readonly Sabotage[] = [
  {
    breaks: 'R21: a reference is the objectGUID of what it names',
    file: 'agent-core/active-directory/canonical-object.ts',
    find: 'return memberReferenceOf(attribute.text(index))?.objectGuid ?? null;',
    replace: 'return attribute.text(index);',
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
  {
    breaks: 'a membership ends without its member being deleted',
    file: 'agent-core/entra/groups/write-members.ts',
    find: 'encodeURIComponent(member)}/$ref`',
    replace: 'encodeURIComponent(member)}`',
    project: 'pure',
    test: 'test/agent-core/entra/graph-tenant.test.ts',
  },
  {
    breaks: 'R30: members who are there already do not keep the others out',
    file: 'agent-core/entra/groups/write-members.ts',
    find: '!present.has(member)',
    replace: 'true',
    project: 'lab',
    test: 'test/agent-core/entra/graph-tenant.lab.test.ts',
  },
  {
    breaks: 'R26: a dynamic group is known as one',
    file: 'agent-core/entra/groups/read-groups.ts',
    find: "includes('DynamicMembership')",
    replace: "includes('Dynamic')",
    project: 'lab',
    test: 'test/agent-core/entra/graph-tenant.lab.test.ts',
  },
];
