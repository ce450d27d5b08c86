/** What an administrator may do about the rights of the agent's account: look, grant, take back. Other people's entries are never touched. */
import type { Client } from 'ldapts';
import { directoryRightTexts } from '../../contract/directory-rights.ts';
import type { ObjectGuid } from '../../contract/identifiers.ts';
import { problem } from '../../contract/problem.ts';
import { fail, type Result, succeed } from '../../contract/result.ts';
import type { OtherEntry, RemovedEntry, RightEntry, RightsTable, RightsWish } from '../../contract/rights-requests.ts';
import { type DomainAccess, withDomainConnection } from '../domain-connection.ts';
import { distinguishedNameOf } from '../domain-names.ts';
import { readUnits } from '../read-units.ts';
import { type ReadableList, readAccessList, takeOwnership, writeAccessList } from './access-lists.ts';
import { entriesOf, missingIn, withEntries, withoutOwnEntries } from './change-access-list.ts';
import { describeEntry } from './describe-entry.ts';
import { type FoundAccount, findAccount, readIdentifiersOf } from './find-account.ts';
import { findListsWith } from './find-lists.ts';
import { mayDo } from './may-do.ts';
import { isOpenByDefault, type NeededEntry, neededEntries, rightOf } from './needed-entries.ts';

export interface RemovedRights {
  readonly removed: readonly RemovedEntry[];
  readonly others: readonly OtherEntry[];
}

export interface DirectoryRights {
  preview(wish: RightsWish, signal: AbortSignal): Promise<Result<RightsTable>>;
  /** Adds what is missing; trying again goes on where it stopped. */
  apply(wish: RightsWish, signal: AbortSignal): Promise<Result<RightsTable & { readonly added: number }>>;
  /** @param account one of its names */
  remove(account: string, signal: AbortSignal): Promise<Result<RemovedRights>>;
}

/**
 * Problems: those of a connection, rights.unknown-account, rights.unknown-unit, rights.no-units, rights.not-permitted,
 * rights.open-access-list, rights.no-such-object, rights.not-kept.
 */
export function createDirectoryRights(access: DomainAccess): DirectoryRights {
  const domain = access.settings.name;
  return {
    preview: (wish, signal) => withDomainConnection(access, signal, (client) => preview(client, domain, wish)),
    apply: (wish, signal) => withDomainConnection(access, signal, (client) => apply(client, domain, wish)),
    remove: (account, signal) =>
      withDomainConnection(access, signal, (client) => removeRights(client, domain, account)),
  };
}

interface Needed {
  readonly account: FoundAccount;
  /** By the object that has them. */
  readonly places: ReadonlyMap<string, readonly NeededEntry[]>;
}

async function preview(client: Client, domain: string, wish: RightsWish): Promise<Result<RightsTable>> {
  const found = await findNeeded(client, domain, wish);
  return found.ok ? await tableOf(client, found.value) : found;
}

async function apply(
  client: Client,
  domain: string,
  wish: RightsWish,
): Promise<Result<RightsTable & { readonly added: number }>> {
  const found = await findNeeded(client, domain, wish);
  if (!found.ok) return found;
  let added = 0;
  for (const [where, needed] of found.value.places) {
    const list = await readToChange(client, where);
    if (!list.ok) return list;
    const missing = missingIn(
      list.value.accessList,
      needed.map(({ entry }) => entry),
    );
    if (missing.length === 0) continue;
    const changed = { ...list.value, accessList: withEntries(list.value.accessList, missing) };
    const written = await writeAccessList(client, where, changed);
    if (!written.ok) return written;
    added += missing.length;
  }
  const table = await tableOf(client, found.value);
  if (!table.ok) return table;
  const lost = table.value.entries.filter(({ state }) => state !== 'present');
  if (lost.length > 0) return fail(problem('rights.not-kept', lost.map(({ where }) => where).join('; ')));
  return succeed({ ...table.value, added });
}

export async function removeRights(client: Client, domain: string, name: string): Promise<Result<RemovedRights>> {
  const account = await findAccount(client, domain, name);
  if (!account.ok) return account;
  const { sid } = account.value;
  const removed: RemovedEntry[] = [];
  const others: OtherEntry[] = [];
  const found = await findListsWith(client, distinguishedNameOf(domain), sid);
  if (!found.ok) return found;
  for (const { where, list } of found.value) {
    const entries = entriesOf(list.accessList, sid);
    others.push(...entries.others.map((entry) => ({ where, entry: describeEntry(entry) })));
    if (entries.own.length === 0) continue;
    const written = await writeAccessList(client, where, {
      ...list,
      accessList: withoutOwnEntries(list.accessList, sid),
    });
    if (!written.ok) return written;
    removed.push(...entries.own.map((entry) => ({ where, entry: describeEntry(entry), right: rightOf(entry) })));
  }
  return succeed({ removed, others });
}

async function findNeeded(client: Client, domain: string, wish: RightsWish): Promise<Result<Needed>> {
  const account = await findAccount(client, domain, wish.account);
  if (!account.ok) return account;
  const units = wish.mode === 'domain' ? succeed([]) : await findUnits(client, domain, wish.units);
  if (!units.ok) return units;
  const needed = neededEntries(account.value.sid, wish.mode, distinguishedNameOf(domain), units.value);
  return succeed({ account: account.value, places: Map.groupBy(needed, ({ where }) => where) });
}

async function findUnits(
  client: Client,
  domain: string,
  objectGuids: readonly ObjectGuid[],
): Promise<Result<readonly string[]>> {
  if (objectGuids.length === 0) return fail(problem('rights.no-units', domain));
  const units = await readUnits(client, domain, objectGuids);
  const gone = objectGuids.filter((objectGuid) => !units.some((unit) => unit.objectGuid === objectGuid));
  if (gone.length > 0) return fail(problem('rights.unknown-unit', `${domain}: ${gone.join(', ')}`));
  return succeed(units.map(({ distinguishedName }) => distinguishedName));
}

/** Nobody but the system may see the access list of the deleted objects: the administrators become its owners first. */
async function readToChange(client: Client, where: string): Promise<Result<ReadableList>> {
  const list = await readAccessList(client, where);
  if (!list.ok) return list;
  if (list.value !== null) return succeed(list.value);
  const owned = await takeOwnership(client, where);
  if (!owned.ok) return owned;
  const again = await readAccessList(client, where);
  if (!again.ok) return again;
  return again.value === null ? fail(problem('rights.not-permitted', where)) : succeed(again.value);
}

async function tableOf(client: Client, { account, places }: Needed): Promise<Result<RightsTable>> {
  const entries: RightEntry[] = [];
  const others: OtherEntry[] = [];
  const sids = await readIdentifiersOf(client, account);
  for (const [where, needed] of places) {
    const list = await readAccessList(client, where);
    if (!list.ok) return list;
    entries.push(...needed.map((each) => rowOf(each, list.value, sids)));
    if (list.value === null) continue;
    const found = entriesOf(list.value.accessList, account.sid);
    others.push(...found.others.map((entry) => ({ where, entry: describeEntry(entry) })));
  }
  return succeed({ account, entries, others });
}

function rowOf({ right, where, entry }: NeededEntry, list: ReadableList | null, sids: ReadonlySet<string>): RightEntry {
  const isMissing = list === null || missingIn(list.accessList, [entry]).length > 0;
  const state = list === null ? 'unreadable' : isMissing ? 'missing' : 'present';
  const isHeldAnyway = list !== null && isMissing && (isOpenByDefault(right) || mayDo(list.accessList, sids, entry));
  return { right, where, ...directoryRightTexts[right], state, isHeldAnyway };
}
