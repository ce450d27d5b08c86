/** Breaks of what an administrator lets the agent do in the directory. */
import type { Sabotage } from './sabotages.ts';

const ofLists = {
  file: 'agent-core/active-directory/rights/change-access-list.ts',
  project: 'pure',
  test: 'test/agent-core/active-directory/rights/change-access-list.test.ts',
} as const;

const ofRootKey = {
  file: 'agent-core/active-directory/managed-accounts/check-root-key.ts',
  project: 'pure',
  test: 'test/agent-core/active-directory/managed-accounts/check-root-key.test.ts',
} as const;
const ofAccounts = {
  file: 'agent-core/active-directory/managed-accounts/managed-accounts.ts',
  project: 'lab',
  test: 'test/agent-core/active-directory/managed-accounts/managed-accounts.lab.test.ts',
} as const;

const ofCare = {
  file: 'agent-core/service/rights-care.ts',
  project: 'pure',
  test: 'test/agent-core/service/rights-care.test.ts',
} as const;
const ofJudgement = {
  file: 'agent-core/active-directory/rights/may-do.ts',
  project: 'pure',
  test: 'test/agent-core/active-directory/rights/may-do.test.ts',
} as const;

export const rightsSabotages: readonly Sabotage[] = [
  {
    ...ofCare,
    breaks: 'R19: a right that could not be seen is not called missing',
    find: "({ state }) => state === 'missing'",
    replace: "({ state }) => state !== 'held'",
  },
  {
    ...ofCare,
    breaks: 'R19: rights that are gone are told',
    find: 'if (missing.length === 0) return null;',
    replace: 'if (missing.length >= 0) return null;',
  },
  {
    breaks: 'R19: a check says which rights the account lacks',
    file: 'agent-core/service/requests/agent-repair.ts',
    find: "return [answer, checkOf('rights', rights,",
    replace: "return [answer, checkOf('rights', succeed(rights),",
    project: 'pure',
    test: 'test/agent-core/service/requests/care-requests.test.ts',
  },
  {
    breaks: 'a line for an administrator elsewhere says which controllers were chosen',
    file: 'agent-core/contract/administration-line.ts',
    find: "controllers.kind === 'chosen' ?",
    replace: "controllers.kind.length === 0 && controllers.kind === 'chosen' ?",
    project: 'pure',
    test: 'test/agent-core/contract/administration-line.test.ts',
  },
  {
    breaks: 'an administrator whom the directory refuses is named',
    file: 'agent-core/service/administer-directory.ts',
    find: 'if (done.ok || !isSignInRefusal(done.problem.code)) return done;',
    replace: 'if (done.ok || done.problem.code.length > 0) return done;',
    project: 'pure',
    test: 'test/agent-core/service/requests/rights-change.test.ts',
  },
  {
    breaks: 'R36: with the set-up no account is taken back that another server uses',
    file: 'agent-core/cli/take-back.ts',
    find: 'retrievers.some(({ sid }) => sid !== computer.sid)',
    replace: 'retrievers.some(({ sid }) => sid === computer.name)',
    project: 'pure',
    test: 'test/agent-core/cli/take-back.test.ts',
  },
  {
    breaks: 'nothing of a set-up is forgotten when its rights could not be taken back',
    file: 'agent-core/cli/commands/remove.ts',
    find: 'if (!taken.ok) return taken;',
    replace:
      'if (!taken.ok) await client.value.request("setup.remove", { objects: "keep" }, signal);\n    if (!taken.ok) return taken;',
    project: 'pure',
    test: 'test/agent-core/cli/commands/operations.test.ts',
  },
  {
    ...ofAccounts,
    breaks: 'R36: an account that other members of the group retrieve is not deleted',
    find: 'if (group?.hasOthers === true) {',
    replace: 'if (group?.hasOthers === null) {',
  },
  {
    ...ofJudgement,
    breaks: 'R19: what somebody else may do is not what the account may do',
    find: ' && sids.has(entry.sid)',
    replace: '',
  },
  {
    ...ofJudgement,
    breaks: 'R19: a right that is denied first is not had',
    find: 'speaking.find((entry)',
    replace: 'speaking.findLast((entry)',
  },
  {
    breaks: 'R19: the account finds out that it sees no deletions',
    file: 'agent-core/active-directory/rights/own-rights.ts',
    find: "textsOf(entry, 'isDeleted').length > 0",
    replace: "textsOf(entry, 'isDeleted').length >= 0",
    project: 'lab',
    test: 'test/agent-core/active-directory/rights/directory-rights.lab.test.ts',
  },
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
    ...ofRootKey,
    breaks: 'R36: a managed account needs a KDS root key',
    find: "if (usableAt.length === 0) return problem('account.no-root-key', where);",
    replace: 'if (usableAt.length === 0) return null;',
  },
  {
    ...ofRootKey,
    breaks: 'R36: a KDS root key is not used before every controller has it',
    find: '10 * 60 * 60 * 1000',
    replace: '0',
  },
  {
    ...ofAccounts,
    breaks: 'R36: nothing is created without a KDS root key',
    find: 'if (keyProblem !== null) return fail(keyProblem);',
    replace: '',
  },
  {
    ...ofAccounts,
    breaks: 'R36: an account that somebody else made is never deleted',
    find: 'if (!account.isOurs)',
    replace: 'if (account.sid.length < 0)',
  },
  {
    ...ofAccounts,
    breaks: 'R36: an account that other servers use is not deleted',
    find: 'if (others.length > 0)',
    replace: 'if (others.length > 9)',
  },
  {
    ...ofAccounts,
    breaks: 'R36: a new account takes AES alone',
    find: "const aesOnly = '24';",
    replace: "const aesOnly = '28';",
  },
  {
    breaks: 'on Windows no secret is written as it is',
    file: 'agent-core/storage/protected-secrets.ts',
    find: 'const data = protection().protect(Buffer.from(secret.reveal()), entropy.value);',
    replace: 'const data = Buffer.from(secret.reveal());',
    project: 'pure',
    test: 'test/agent-core/storage/protected-secrets.test.ts',
  },
  {
    breaks: 'entries of an unknown type are kept byte for byte',
    file: 'agent-core/active-directory/rights/security-descriptor.ts',
    find: 'entries.push(Buffer.from(bytes.subarray(start, start + length)));',
    replace: 'if ((bytes[start] ?? 0) < 9) entries.push(Buffer.from(bytes.subarray(start, start + length)));',
    project: 'pure',
    test: 'test/agent-core/active-directory/rights/security-descriptor.test.ts',
  },
  {
    breaks: 'R19: what could not be seen is not called missing in a preview either',
    file: 'agent-core/cli/rights-text.ts',
    find: "state === 'missing' && isHeldAnyway !== true",
    replace: "state !== 'present' && isHeldAnyway !== true",
    project: 'pure',
    test: 'test/agent-core/cli/rights-text.test.ts',
  },
];
