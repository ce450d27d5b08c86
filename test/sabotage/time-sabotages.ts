/** Breaks of what time brings about without a change of the directory (rule R24). */
import type { Sabotage } from './sabotages.ts';

export const timeSabotages: readonly Sabotage[] = [
  {
    breaks: 'R24: only of an account that has expired it is said so',
    file: 'agent-core/storage/expiries.ts',
    find: ' AND expires_at <= ?',
    replace: ' AND ? IS NOT NULL',
    project: 'pure',
    test: 'test/agent-core/storage/object-answers.test.ts',
  },
  {
    breaks: 'R24: a dynamic object that vanished is noticed when it is due',
    file: 'agent-core/active-directory/changes/follow-changes.ts',
    find: 'const overdue = memory.overdue(at.takenAt);',
    replace: 'const overdue: readonly ObjectGuid[] = [];',
    project: 'pure',
    test: 'test/agent-core/active-directory/changes/bring-up-to-date.test.ts',
  },
  {
    breaks: 'R24: a dynamic object that is there when it is due stays',
    file: 'agent-core/active-directory/changes/follow-changes.ts',
    find: 'overdue.filter((objectGuid) => !there.has(objectGuid))',
    replace: 'overdue',
    project: 'pure',
    test: 'test/agent-core/active-directory/changes/bring-up-to-date.test.ts',
  },
  {
    breaks: 'R24: an account that expires is told of without a change of the directory',
    file: 'agent-core/sync/judge-users.ts',
    find: 'expiresAt: isInScope && second === undefined ? expiryOf(object, counterpart) : null,',
    replace: 'expiresAt: null,',
    project: 'scenario',
    test: 'test/scenarios/leaver.test.ts',
  },
  {
    breaks: 'R24: nobody is told of before the account has expired',
    file: 'agent-core/storage/cache-verdict-statements.ts',
    find: 'WHERE expires_at <= ? ORDER',
    replace: 'WHERE expires_at <> ? ORDER',
    project: 'scenario',
    test: 'test/scenarios/leaver.test.ts',
  },
  {
    breaks: 'R24: nothing is mapped from what no change tells of',
    file: 'agent-core/sync/directory-source.ts',
    find: "  'accountExpires',",
    replace: "  'accountExpires', 'lastLogon',",
    project: 'pure',
    test: 'test/agent-core/sync/directory-source.test.ts',
  },
];
