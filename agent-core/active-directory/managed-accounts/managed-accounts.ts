/**
 * Group managed service accounts in the hands of an administrator of the domain: looks, creates one, lets a server use it, and takes it
 * back (rule R36). Every step may be repeated: what is there already is left as it is.
 */
import {
  Attribute,
  Change,
  type Client,
  InsufficientAccessError,
  NoSuchAttributeError,
  ObjectClassViolationError,
  UndefinedTypeError,
} from 'ldapts';
import type {
  EnsuredManagedAccount,
  ManagedAccountReport,
  ManagedWish,
  RemovedManagedAccount,
} from '../../contract/account-requests.ts';
import { problem } from '../../contract/problem.ts';
import { fail, type Result, succeed } from '../../contract/result.ts';
import { type DomainAccess, withDomainConnection } from '../domain-connection.ts';
import { distinguishedNameOf } from '../domain-names.ts';
import { removeRights } from '../rights/directory-rights.ts';
import { sendSearch } from '../search-pages.ts';
import { checkRootKey } from './check-root-key.ts';
import { type Examined, examine, reportOf } from './examine-account.ts';
import { ownDescription } from './own-description.ts';
import { withoutRetriever, withRetriever } from './retrieval.ts';

export interface ManagedAccounts {
  inspect(wish: ManagedWish, signal: AbortSignal): Promise<Result<ManagedAccountReport>>;
  ensure(wish: ManagedWish, mayCreate: boolean, signal: AbortSignal): Promise<Result<EnsuredManagedAccount>>;
  remove(wish: ManagedWish, signal: AbortSignal): Promise<Result<RemovedManagedAccount>>;
}

/**
 * Problems: those of a connection, account.unknown-computer, account.unknown-group, account.name-taken, account.not-found,
 * account.no-root-key, account.root-key-too-new, account.not-permitted, account.unsupported.
 */
export function createManagedAccounts(access: DomainAccess): ManagedAccounts {
  const domain = access.settings.name;
  const connected = <Value>(signal: AbortSignal, work: (client: Client) => Promise<Result<Value>>) =>
    withDomainConnection(access, signal, (client) => permitted(domain, () => work(client)));
  return {
    inspect: (wish, signal) =>
      connected(signal, async (client) => {
        const examined = await examine(client, domain, wish);
        return examined.ok ? succeed(await reportOf(client, examined.value)) : examined;
      }),
    ensure: (wish, mayCreate, signal) => connected(signal, (client) => ensure(client, domain, wish, mayCreate)),
    remove: (wish, signal) => connected(signal, (client) => remove(client, domain, wish)),
  };
}

async function permitted<Value>(where: string, work: () => Promise<Result<Value>>): Promise<Result<Value>> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof InsufficientAccessError) return fail(problem('account.not-permitted', where));
    throw error;
  }
}

async function ensure(
  client: Client,
  domain: string,
  wish: ManagedWish,
  mayCreate: boolean,
): Promise<Result<EnsuredManagedAccount>> {
  const before = await examine(client, domain, wish);
  if (!before.ok) return before;
  const did: EnsuredManagedAccount['did'][number][] = [];
  if (before.value.account === null) {
    if (!mayCreate) return fail(problem('account.not-found', `${wish.name}$ in ${domain}`));
    const created = await create(client, domain, before.value);
    if (!created.ok) return created;
    did.push('created');
  } else if (!before.value.account.retrievers.includes(before.value.retriever.sid)) {
    const value = withRetriever(before.value.account.retrieval, before.value.retriever.sid);
    await change(client, before.value.account.distinguishedName, retrievalAttribute, value);
    did.push('retrievalGranted');
  }
  const { group, computer } = before.value;
  if (group !== null && !group.hasComputer) {
    await change(client, group.distinguishedName, 'member', Buffer.from(computer.distinguishedName), 'add');
    did.push('addedToGroup');
  }
  const after = await examine(client, domain, wish);
  if (!after.ok) return after;
  const report = await reportOf(client, after.value);
  // The ticket of the server was issued before it was a member.
  return succeed({ ...report, did, needsRestart: did.includes('addedToGroup') });
}

const retrievalAttribute = 'msDS-GroupMSAMembership';
/** AES with 128 and 256 bits, and nothing else ([MS-KILE] 2.2.7). */
const aesOnly = '24';
/** WORKSTATION_TRUST_ACCOUNT, as every managed account has it. */
const workstationTrust = '4096';
const passwordIntervalDays = '30';

async function create(client: Client, domain: string, { name, retriever }: Examined): Promise<Result<void>> {
  const keyProblem = await checkRootKey(client);
  if (keyProblem !== null) return fail(keyProblem);
  const container = await findContainer(client, domain);
  const values: Readonly<Record<string, string | Buffer>> = {
    objectClass: 'msDS-GroupManagedServiceAccount',
    sAMAccountName: `${name}$`,
    dNSHostName: `${name}.${domain}`,
    description: ownDescription,
    userAccountControl: workstationTrust,
    'msDS-SupportedEncryptionTypes': aesOnly,
    // It cannot be changed later.
    'msDS-ManagedPasswordInterval': passwordIntervalDays,
    [retrievalAttribute]: withRetriever(null, retriever.sid),
  };
  const attributes = Object.entries(values).map(
    ([type, value]) => new Attribute({ type, values: [Buffer.from(value)] }),
  );
  try {
    await client.add(`CN=${name},${container}`, attributes);
    return succeed(undefined);
  } catch (error) {
    const isUnknown = unknownToSchema.some((kind) => error instanceof kind);
    if (isUnknown) return fail(problem('account.unsupported', domain));
    throw error;
  }
}

const unknownToSchema = [ObjectClassViolationError, UndefinedTypeError, NoSuchAttributeError];

/** The container of managed accounts, whatever it is called by now ([MS-ADTS] 6.1.1.4). */
async function findContainer(client: Client, domain: string): Promise<string> {
  const baseDn = `<WKGUID=1EB93889E40C45DF9F0C64D23BBB6237,${distinguishedNameOf(domain)}>`;
  const search = { baseDn, scope: 'base', filter: '(objectClass=*)', attributes: ['name'] } as const;
  const [entry] = (await sendSearch(client, search, [])).entries;
  if (entry === undefined) throw new Error('the container of managed accounts is not seen');
  return entry.name;
}

async function remove(client: Client, domain: string, wish: ManagedWish): Promise<Result<RemovedManagedAccount>> {
  const examined = await examine(client, domain, wish);
  if (!examined.ok) return examined;
  const { account, retriever, group, computer } = examined.value;
  const nothing = { isRetrievalRemoved: false, isDeleted: false, rightsRemoved: 0 } as const;
  if (account === null) return succeed({ ...nothing, keptBecause: 'notThere' });
  // The other members go on retrieving it through the group.
  if (group?.hasOthers === true) {
    const isMember = group.hasComputerItself;
    const member = Buffer.from(computer.distinguishedName);
    if (isMember) await change(client, group.distinguishedName, 'member', member, 'delete');
    return succeed({ ...nothing, isRetrievalRemoved: isMember, keptBecause: 'stillUsed' });
  }
  const isRetrievalRemoved = account.retrievers.includes(retriever.sid);
  if (isRetrievalRemoved) {
    const value = withoutRetriever(account.retrieval, retriever.sid);
    await change(client, account.distinguishedName, retrievalAttribute, value);
  }
  const others = account.retrievers.filter((sid) => sid !== retriever.sid);
  if (others.length > 0) return succeed({ ...nothing, isRetrievalRemoved, keptBecause: 'stillUsed' });
  if (!account.isOurs) return succeed({ ...nothing, isRetrievalRemoved, keptBecause: 'notOurs' });
  // Rights of an account that is gone would stay as rights of nobody.
  const rights = await removeRights(client, domain, account.sAMAccountName);
  if (!rights.ok) return rights;
  await client.del(account.distinguishedName);
  const rightsRemoved = rights.value.removed.length;
  return succeed({ isRetrievalRemoved, isDeleted: true, rightsRemoved, keptBecause: null });
}

async function change(
  client: Client,
  where: string,
  type: string,
  value: Buffer,
  operation: 'replace' | 'add' | 'delete' = 'replace',
): Promise<void> {
  await client.modify(where, new Change({ operation, modification: new Attribute({ type, values: [value] }) }));
}
