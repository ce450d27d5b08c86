import { expect, test } from 'vitest';
import { defaultGroups } from '../../../agent-core/contract/settings.ts';
import { askScope } from '../../../agent-core/sync/ask-scope.ts';
import { scopeObjects } from '../../../agent-core/sync/scope.ts';
import { scopeGroups } from '../../../agent-core/sync/scope-groups.ts';
import type { Decision, Verdict } from '../../../agent-core/sync/scope-verdict.ts';
import { directoryContact, directoryGroup, distributionGroup } from '../../builders/directory-group.ts';
import { directoryUser } from '../../builders/directory-object.ts';

const everywhere = (kind: Verdict['kind']): Decision => ({
  missing: [],
  groups: defaultGroups,
  verdictOf: () => ({ kind, rule: 'a rule' }),
});
const mailbox = { mail: 'x@contoso.com' };

test.each(['in', 'out', 'undecided'] as const)(
  'R15, R26: whoever asks is told what a run decides, with a scope that says %s',
  (kind) => {
    const decision = everywhere(kind);
    const users = [
      directoryUser('ada'),
      directoryUser('pc', { userAccountControl: '4096' }),
      directoryUser('gone', { sAMAccountName: null }),
    ];
    const groups = [
      directoryGroup('Staff', []),
      directoryGroup('Built', [], { groupType: '-2147483643' }),
      directoryGroup('Mail', [], mailbox),
      directoryGroup('List', [], { ...mailbox, groupType: distributionGroup }),
    ];
    const contacts = [directoryContact('dan'), directoryContact('eve', { mail: null })];
    const scoped = scopeObjects(users, decision);
    const scopedGroups = scopeGroups(groups, contacts, decision);
    const answers = [
      ...users.map((object) => askScope(object, 'user', decision)),
      ...groups.map((object) => askScope(object, 'group', decision)),
      ...contacts.map((object) => askScope(object, 'contact', decision)),
    ];
    const countOf = (...kinds: readonly string[]) => answers.filter((answer) => kinds.includes(answer.kind)).length;
    expect(countOf('in')).toBe(scoped.inScope.length + scopedGroups.inScope.length);
    expect(countOf('excluded', 'out')).toBe(scoped.outOfScope.length + scopedGroups.outOfScope.length);
    expect(countOf('notWritable')).toBe(scopedGroups.notWritable.length);
    expect(countOf('excluded')).toBe(4);
  },
);

test('of groups that are switched off the settings are the reason', () => {
  const decision = { ...everywhere('in'), groups: { areSynchronised: false } };
  const rule = 'groups are not synchronised, as the settings say';
  expect(askScope(directoryGroup('Staff', []), 'group', decision)).toEqual({ kind: 'excluded', rule });
  expect(askScope(directoryUser('ada'), 'user', decision).kind).toBe('in');
});
