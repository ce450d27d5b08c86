/** What there is of a managed account before anything is done about it: the account, the server, the group, and what stands in the way. */
import { type Client, ExtensibleFilter } from 'ldapts';
import type { ManagedAccountReport, ManagedWish } from '../../contract/account-requests.ts';
import { type Problem, problem } from '../../contract/problem.ts';
import { fail, type Result, succeed } from '../../contract/result.ts';
import { bytesOf, textsOf } from '../entry-values.ts';
import { sendSearch } from '../search-pages.ts';
import { checkRootKey } from './check-root-key.ts';
import { type FoundPrincipal, findPrincipal, nameOfSid } from './find-principal.ts';
import { ownDescription } from './own-description.ts';
import { retrieversIn } from './retrieval.ts';

export interface Examined {
  /** Without the $. */
  readonly name: string;
  readonly account: ExaminedAccount | null;
  readonly computer: FoundPrincipal & { readonly sAMAccountName: string; readonly hasAes: boolean };
  readonly group: ExaminedGroup | null;
  /** Who is to retrieve the password: the server, or the group that it is in. */
  readonly retriever: FoundPrincipal;
}

export interface ExaminedGroup extends FoundPrincipal {
  /** Directly or through other groups. */
  readonly hasComputer: boolean;
  readonly hasComputerItself: boolean;
  readonly hasOthers: boolean;
}

export interface ExaminedAccount {
  readonly sAMAccountName: string;
  readonly distinguishedName: string;
  readonly sid: string;
  readonly isOurs: boolean;
  readonly isEnabled: boolean;
  readonly isAesOnly: boolean;
  /** Value of msDS-GroupMSAMembership. */
  readonly retrieval: Buffer | null;
  readonly retrievers: readonly string[];
}

const encryption = 'msDS-SupportedEncryptionTypes';
const accountAttributes = ['description', 'userAccountControl', encryption, 'msDS-GroupMSAMembership'];
/** Bits of AES with 128 and 256 bits ([MS-KILE] 2.2.7). */
const aes = 0x18;
const disabled = 2n;

/** Problems: account.unknown-computer, account.unknown-group, account.name-taken. */
export async function examine(client: Client, domain: string, wish: ManagedWish): Promise<Result<Examined>> {
  const computer = await findPrincipal(client, domain, `${wish.computer}$`, [encryption]);
  if (computer === null || !computer.classes.includes('computer'))
    return fail(problem('account.unknown-computer', `${wish.computer} in ${domain}`));
  const group = wish.group === null ? null : await findPrincipal(client, domain, wish.group, ['member']);
  if (wish.group !== null && !group?.classes.includes('group'))
    return fail(problem('account.unknown-group', `${wish.group} in ${domain}`));
  const found = await findPrincipal(client, domain, `${wish.name}$`, accountAttributes);
  if (found !== null && !found.classes.includes('msds-groupmanagedserviceaccount'))
    return fail(problem('account.name-taken', found.distinguishedName));
  return succeed({
    name: wish.name,
    account: found === null ? null : accountOf(found),
    computer: { ...computer, sAMAccountName: `${wish.computer}$`, hasAes: hasAes(computer) },
    group: group === null ? null : await examineGroup(client, computer, group),
    retriever: group ?? computer,
  });
}

export async function reportOf(client: Client, examined: Examined): Promise<ManagedAccountReport> {
  const { account, computer, group } = examined;
  const retrievers = [];
  for (const sid of account?.retrievers ?? []) retrievers.push({ name: await nameOfSid(client, sid), sid });
  const isDirect = account?.retrievers.includes(computer.sid) ?? false;
  const isThroughGroup = group?.hasComputer === true && (account?.retrievers.includes(group.sid) ?? false);
  const retrieves = isDirect ? 'directly' : isThroughGroup ? 'throughGroup' : null;
  const keyProblem = account === null ? await checkRootKey(client) : null;
  return {
    account: account === null ? null : { ...shownOf(account), retrievers },
    computer: { name: computer.sAMAccountName, sid: computer.sid },
    retrieves,
    problems: [
      ...(keyProblem === null ? [] : [keyProblem]),
      ...(computer.hasAes ? [] : [problem('account.computer-without-aes', computer.distinguishedName)]),
      ...(account === null ? [] : problemsOf(account, retrieves, computer.sAMAccountName)),
    ],
  };
}

function shownOf({ retrieval: _, ...shown }: ExaminedAccount) {
  return shown;
}

function problemsOf(
  account: ExaminedAccount,
  retrieves: ManagedAccountReport['retrieves'],
  computer: string,
): readonly Problem[] {
  const { sAMAccountName, isEnabled, isAesOnly } = account;
  return [
    ...(isEnabled ? [] : [problem('account.disabled', sAMAccountName)]),
    ...(isAesOnly ? [] : [problem('account.weak-encryption', sAMAccountName)]),
    ...(retrieves === null ? [problem('account.not-retrievable', `${sAMAccountName} by ${computer}`)] : []),
  ];
}

function accountOf({ distinguishedName, sid, entry }: FoundPrincipal): ExaminedAccount {
  const value = bytesOf(entry, 'msDS-GroupMSAMembership');
  const retrieval = value === null ? null : Buffer.from(value);
  const types = Number(textsOf(entry, encryption)[0] ?? 0);
  return {
    sAMAccountName: textsOf(entry, 'sAMAccountName')[0] ?? '',
    distinguishedName,
    sid,
    isOurs: textsOf(entry, 'description')[0] === ownDescription,
    isEnabled: (BigInt(textsOf(entry, 'userAccountControl')[0] ?? 0) & disabled) === 0n,
    isAesOnly: types !== 0 && (types & ~aes) === 0,
    retrieval,
    retrievers: retrieversIn(retrieval),
  };
}

/** A computer that says nothing takes what the domain usually does. */
function hasAes({ entry }: FoundPrincipal): boolean {
  const types = Number(textsOf(entry, encryption)[0] ?? 0);
  return types === 0 || (types & aes) !== 0;
}

async function examineGroup(client: Client, computer: FoundPrincipal, group: FoundPrincipal): Promise<ExaminedGroup> {
  const own = computer.distinguishedName.toLowerCase();
  const members = textsOf(group.entry, 'member').map((name) => name.toLowerCase());
  return {
    ...group,
    hasComputer: await isMember(client, computer, group),
    hasComputerItself: members.includes(own),
    hasOthers: members.some((name) => name !== own),
  };
}

/** Directly or through other groups (LDAP_MATCHING_RULE_IN_CHAIN of one object, which is quick). */
async function isMember(client: Client, computer: FoundPrincipal, group: FoundPrincipal): Promise<boolean> {
  const rule = '1.2.840.113556.1.4.1941';
  const filter = new ExtensibleFilter({ matchType: 'memberOf', rule, value: group.distinguishedName });
  const search = { baseDn: computer.distinguishedName, scope: 'base', filter, attributes: ['name'] } as const;
  return (await sendSearch(client, search, [])).entries.length > 0;
}
