/** Breaks of matching: whose account becomes ours because it is like somebody of the directory. */
import type { Sabotage } from './sabotages.ts';

const scenarios = { project: 'scenario', test: 'test/scenarios/matching.test.ts' } as const;

export const matchingSabotages: readonly Sabotage[] = [
  {
    breaks: 'R28: an address outside the verified domains matches nobody',
    file: 'agent-core/sync/match-keys.ts',
    find: 'mailAddressesOf(object).filter(isVerified)',
    replace: 'mailAddressesOf(object)',
    ...scenarios,
  },
  {
    breaks: 'R28: matching by mail is off unless the settings say so',
    file: 'agent-core/sync/match-keys.ts',
    find: 'addresses: matching.byMail ?',
    replace: "addresses: matching.byMail || object.domain !== '' ?",
    ...scenarios,
  },
  {
    breaks: 'R28: guests are never taken over',
    file: 'agent-core/sync/match-users.ts',
    find: "if (isGuest) return refuse('is a guest');",
    replace: "if (isGuest && values.ownershipMark === '') return refuse('is a guest');",
    ...scenarios,
  },
  {
    breaks: 'R28: what carries an anchor is never taken over',
    file: 'agent-core/sync/match-users.ts',
    find: 'return anchor === null ? null :',
    replace: "return anchor !== '' ? null :",
    ...scenarios,
  },
  {
    breaks: 'R28: what another configuration marked is never taken over',
    file: 'agent-core/sync/match-users.ts',
    find: 'if (values.ownershipMark !== null && values.ownershipMark !== undefined)',
    replace: "if (values.ownershipMark === '')",
    ...scenarios,
  },
  {
    breaks: 'R28: whoever is like two accounts is held',
    file: 'agent-core/sync/match-users.ts',
    find: 'if (candidates.length > 1) {',
    replace: 'if (candidates.length > 2) {',
    ...scenarios,
  },
  {
    breaks: 'R28: an account that two people are like is taken over for neither',
    file: 'agent-core/sync/match-users.ts',
    find: 'found.length < 2 ||',
    replace: 'found.length < 3 ||',
    ...scenarios,
  },
  {
    breaks: 'R28: an administrator is never taken over',
    file: 'agent-core/sync/guard.ts',
    find: '    ...findPrivilegedMatches(plan.changes, context),',
    replace: '',
    ...scenarios,
  },
  {
    breaks: 'R4: whoever was joined before is matched with nobody else',
    file: 'agent-core/sync/map.ts',
    find: 'matchBy: previous === undefined && ownership !== null ?',
    replace: 'matchBy: ownership !== null ?',
    ...scenarios,
  },
  {
    breaks: 'R3: without marks nobody is taken over',
    file: 'agent-core/sync/map.ts',
    find: 'matchBy: previous === undefined && ownership !== null ?',
    replace: 'matchBy: previous === undefined ?',
    ...scenarios,
  },
  {
    breaks: 'R28: a takeover that is approved is that of the account that was shown, and of no other',
    file: 'agent-core/sync/plan.ts',
    find: "digestOf(desired.anchor, 'update', attributes, existing.tenantObjectId)",
    replace: "digestOf(desired.anchor, 'update', attributes)",
    project: 'pure',
    test: 'test/agent-core/sync/plan.test.ts',
  },
];
