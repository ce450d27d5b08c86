/** Reads every user and contact of a domain, and every group with all its members, page by page. */

import type { Client } from 'ldapts';
import { contactAttributes, directoryAttributes, groupAttributes } from '../../sync/directory-source.ts';
import type { ReceivedEntry } from '../connection/received-entry.ts';
import { distinguishedNameOf } from '../domain-names.ts';
import { ExtendedDnControl, memberReferencesOf } from '../extended-dn.ts';
import { readAllValues } from '../ranged-values.ts';
import { searchDecodedPages, searchPages } from '../search-pages.ts';
import type { EntriesPage } from './controller-session.ts';
import { directoryEntryOf, parentAttribute } from './directory-entry.ts';

/** As many as a controller gives at once, by its default. */
export const personPageSize = 1000;
export const groupPageSize = 500;
export const personFilter = '(|(objectClass=user)(objectClass=contact))';
export const groupFilter = '(objectClass=group)';
/** An entry has its distinguished name anyway. */
export const personAttributes: readonly string[] = [
  ...new Set<string>([...directoryAttributes, ...contactAttributes, parentAttribute]),
].filter((name) => name !== 'distinguishedName');
export const groupReadAttributes: readonly string[] = [...groupAttributes, parentAttribute, 'member'];

/** Throws what ldapts throws. */
export async function* readEverything(client: Client, domain: string): AsyncGenerator<EntriesPage> {
  yield* readPeople(client, domain);
  yield* readGroups(client, domain);
}

/** Users and contacts, whose members nobody has to ask for. */
export async function* readPeople(client: Client, domain: string): AsyncGenerator<EntriesPage> {
  const search = {
    baseDn: distinguishedNameOf(domain),
    filter: personFilter,
    attributes: personAttributes,
    pageSize: personPageSize,
    controls: [new ExtendedDnControl()],
  };
  for await (const page of searchDecodedPages(client, search, (entry) => directoryEntryOf(entry, domain))) {
    const entries = page.filter((entry) => entry !== null);
    yield { entries, unusable: page.length - entries.length };
  }
}

/** With all their members. */
export async function* readGroups(client: Client, domain: string): AsyncGenerator<EntriesPage> {
  const search = {
    baseDn: distinguishedNameOf(domain),
    filter: groupFilter,
    attributes: groupReadAttributes,
    pageSize: groupPageSize,
    controls: [new ExtendedDnControl()],
  };
  const found: ReceivedEntry[] = [];
  for await (const page of searchPages(client, search)) found.push(...page);
  // Only now: what is asked between two pages must not cost the cookie.
  for (const entry of found) yield await withMembers(client, domain, entry);
}

async function withMembers(client: Client, domain: string, entry: ReceivedEntry): Promise<EntriesPage> {
  const group = directoryEntryOf(entry, domain);
  if (group === null) return { entries: [], unusable: 1 };
  const values = await readAllValues(client, entry, group.objectGuid, 'member');
  const members = memberReferencesOf(values);
  return { entries: [{ ...group, members }], unusable: values.length - members.length };
}
