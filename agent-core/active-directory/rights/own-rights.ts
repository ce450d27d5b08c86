/**
 * Looks, as the account of the agent, whether it still has the rights it needs (rule R19): by using them where that costs one small search,
 * elsewhere by the access lists as far as the account may see them. Changes nothing. Throws what the LDAP client throws.
 */
import { type Client, InsufficientAccessError, NoSuchObjectError } from 'ldapts';
import type { OwnRight } from '../../contract/directory-rights.ts';
import type { ObjectGuid } from '../../contract/identifiers.ts';
import { type Result, succeed } from '../../contract/result.ts';
import type { DomainSettings } from '../../contract/settings.ts';
import { DirSyncControl, incrementalValues } from '../changes/dirsync-control.ts';
import { distinguishedNameOf } from '../domain-names.ts';
import { textsOf } from '../entry-values.ts';
import { readUnits } from '../read-units.ts';
import { sendSearch } from '../search-pages.ts';
import { securityIdentifierOf } from '../security-identifier.ts';
import { ShowDeletedControl } from '../show-deleted-control.ts';
import { readAccessList } from './access-lists.ts';
import { findAccount } from './find-account.ts';
import { mayDo } from './may-do.ts';
import { deletedObjectsOf, isOpenByDefault, type NeededEntry, neededEntries } from './needed-entries.ts';

/** @param units of the scope. One that is not seen is left out: a run says that it cannot be found. */
export async function readOwnRights(
  client: Client,
  { name, rights, account }: Pick<DomainSettings, 'name' | 'rights' | 'account'>,
  units: readonly ObjectGuid[],
): Promise<Result<readonly OwnRight[]>> {
  const baseDn = distinguishedNameOf(name);
  const sids = await readOwnIdentifiers(client, name, account);
  const seen = rights === 'domain' ? [] : await readUnits(client, name, units);
  const places = seen.map(({ distinguishedName }) => distinguishedName);
  const found: OwnRight[] = [];
  for (const needed of neededEntries('', rights, baseDn, places)) {
    const { right, where } = needed;
    found.push({ right, where, state: await stateOf(client, needed, baseDn, sids) });
  }
  return succeed(found);
}

async function stateOf(
  client: Client,
  { right, where, entry }: NeededEntry,
  baseDn: string,
  sids: ReadonlySet<string>,
): Promise<OwnRight['state']> {
  if (right === 'changes') return (await mayAskForChanges(client, baseDn)) ? 'held' : 'missing';
  if (right === 'deletions') return (await seesDeletedObjects(client, baseDn)) ? 'held' : 'missing';
  if (isOpenByDefault(right)) return 'held';
  const list = await readAccessList(client, where);
  // A list that is open lets everybody do everything.
  if (!list.ok) return list.problem.code === 'rights.open-access-list' ? 'held' : 'unseen';
  if (list.value === null || sids.size === 0) return 'unseen';
  return mayDo(list.value.accessList, sids, entry) ? 'held' : 'missing';
}

/** Asks for the changes of nobody: only the refusal is of interest. */
async function mayAskForChanges(client: Client, baseDn: string): Promise<boolean> {
  const nobody = { baseDn, filter: '(&(objectClass=user)(name=\\00nobody))', attributes: ['name'] };
  try {
    await sendSearch(client, nobody, [new DirSyncControl(incrementalValues)]);
    return true;
  } catch (error) {
    if (error instanceof InsufficientAccessError) return false;
    throw error;
  }
}

/** Whoever may not read the container of deleted objects finds an empty entry, or none, and is shown no deletion (changes/read-changes.ts). */
async function seesDeletedObjects(client: Client, baseDn: string): Promise<boolean> {
  const attributes = ['isDeleted'];
  const search = { baseDn: deletedObjectsOf(baseDn), scope: 'base', filter: '(objectClass=*)', attributes } as const;
  const { entries } = await sendSearch(client, search, [new ShowDeletedControl()]).catch((error: unknown) => {
    if (error instanceof NoSuchObjectError || error instanceof InsufficientAccessError) return { entries: [] };
    throw error;
  });
  return entries.some((entry) => textsOf(entry, 'isDeleted').length > 0);
}

/** Of the account and of everything it belongs to, as the controller has it of this very sign-in ([MS-ADTS] 3.1.1.3.2, tokenGroups). */
async function readOwnIdentifiers(client: Client, domain: string, account: string): Promise<ReadonlySet<string>> {
  const search = { baseDn: '', scope: 'base', filter: '(objectClass=*)', attributes: ['tokenGroups'] } as const;
  const { entries } = await sendSearch(client, search, []);
  const groups = entries.flatMap(({ attributes }) =>
    attributes.flatMap((attribute) =>
      Array.from({ length: attribute.count }, (_, index) => securityIdentifierOf(attribute.bytes(index))),
    ),
  );
  const own = await findAccount(client, domain, account);
  return new Set([...groups.filter((sid) => sid !== null), ...(own.ok && groups.length > 0 ? [own.value.sid] : [])]);
}
