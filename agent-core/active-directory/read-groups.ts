/** Reads every group of a domain with all its direct members. */

import type { Client } from 'ldapts';
import type { DirectoryGroup } from '../sync/directory-source.ts';
import type { DirectoryEntry } from './changes/controller-session.ts';
import { readGroups as readGroupEntries } from './changes/read-everything.ts';

/** Groups that came without objectGUID, and members without theirs, are counted: such a reading is not complete. */
export interface ReadGroups {
  readonly groups: DirectoryGroup[];
  unusable: number;
}

/** Adds to `read` as it goes, so that what was read before trouble stays. Throws what ldapts throws. */
export async function readGroups(client: Client, domain: string, read: ReadGroups): Promise<void> {
  for await (const { entries, unusable } of readGroupEntries(client, domain)) {
    read.unusable += unusable;
    for (const entry of entries) read.groups.push(groupOf(entry, domain));
  }
}

function groupOf(
  { objectGuid, distinguishedName, attributes, members }: DirectoryEntry,
  domain: string,
): DirectoryGroup {
  const sid = attributes.objectSid?.[0] ?? null;
  return { objectGuid, domain, attributes, distinguishedName, sid, members: members ?? [] };
}
