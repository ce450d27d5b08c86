/** Reads every user and contact of a domain, and every group with all its members, page by page. */

import type { Client } from 'ldapts';
import { contactAttributes, directoryAttributes, groupAttributes } from '../../sync/directory-source.ts';
import type { ReceivedEntry } from '../connection/received-entry.ts';
import { distinguishedNameOf } from '../domain-names.ts';
import { ExtendedDnControl } from '../extended-dn.ts';
import { firstReferencesIn, readRest, type SomeReferences } from '../ranged-values.ts';
import { searchDecodedPages } from '../search-pages.ts';
import type { DirectoryEntry, EntriesPage } from './controller-session.ts';
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
  const begun: BegunGroup[] = [];
  // Decoded as they arrive: as it was received, a group is several times as large.
  for await (const page of searchDecodedPages(client, search, (entry) => beginGroup(entry, domain))) {
    const groups = page.filter((found) => found !== null);
    const whole = groups.filter(({ first }) => first.next === null);
    begun.push(...groups.filter(({ first }) => first.next !== null));
    yield {
      entries: whole.map(({ group, first }) => ({ ...group, members: first.references })),
      unusable: whole.reduce((sum, { first }) => sum + first.unusable, page.length - groups.length),
    };
  }
  // Only now: what is asked between two pages must not cost the cookie.
  for (const { group, first } of begun) {
    const { references, unusable } = await readRest(client, first, group.objectGuid, 'member');
    yield { entries: [{ ...group, members: references }], unusable };
  }
}

/** A group with as many of its members as its entry has. */
interface BegunGroup {
  readonly group: DirectoryEntry;
  readonly first: SomeReferences;
}

/** @returns null when the entry has no usable objectGUID */
function beginGroup(entry: ReceivedEntry, domain: string): BegunGroup | null {
  const group = directoryEntryOf(entry, domain);
  return group === null ? null : { group, first: firstReferencesIn(entry, 'member') };
}
