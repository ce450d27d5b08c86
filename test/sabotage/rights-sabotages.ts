/** Breaks of what an administrator lets the agent do in the directory. */
import type { Sabotage } from './sabotages.ts';

const ofLists = {
  file: 'agent-core/active-directory/rights/change-access-list.ts',
  project: 'pure',
  test: 'test/agent-core/active-directory/rights/change-access-list.test.ts',
} as const;

export const rightsSabotages: readonly Sabotage[] = [
  {
    ...ofLists,
    breaks: 'R19: taking rights back leaves what other accounts have',
    find: 'entry !== null && entry.sid === sid && isOwnEntry(entry);',
    replace: 'entry !== null && isOwnEntry(entry);',
  },
  {
    ...ofLists,
    breaks: 'R19: taking rights back leaves what somebody else gave the account',
    find: 'entry.sid === sid && isOwnEntry(entry);',
    replace: 'entry.sid === sid;',
  },
  {
    ...ofLists,
    breaks: 'R19: what is denied stays before what is granted',
    find: 'list.entries.findLastIndex(isDeniedHere) + 1',
    replace: '0',
  },
  {
    ...ofLists,
    breaks: 'R19: the account is granted nothing but to read',
    file: 'agent-core/active-directory/rights/needed-entries.ts',
    find: 'users: onThoseBelow(readProperty,',
    replace: 'users: onThoseBelow(readProperty | 0x20,',
  },
  {
    ...ofLists,
    breaks: 'R19: where only units are granted, the changes of the domain are not',
    file: 'agent-core/contract/directory-rights.ts',
    find: "right !== 'changes' && ",
    replace: '',
  },
  {
    breaks: 'entries of an unknown type are kept byte for byte',
    file: 'agent-core/active-directory/rights/security-descriptor.ts',
    find: 'entries.push(Buffer.from(bytes.subarray(start, start + length)));',
    replace: 'if ((bytes[start] ?? 0) < 9) entries.push(Buffer.from(bytes.subarray(start, start + length)));',
    project: 'pure',
    test: 'test/agent-core/active-directory/rights/security-descriptor.test.ts',
  },
];
