/** Reads every group of a domain with all its direct members. */

import type { Client } from 'ldapts';
import {
  type DirectoryGroup,
  type DirectoryObject,
  groupAttributes,
  type MemberReference,
} from '../sync/directory-source.ts';
import { canonicalObjectOf } from './canonical-object.ts';
import type { ReceivedEntry } from './connection/received-entry.ts';
import { distinguishedNameOf } from './domain-names.ts';
import { ExtendedDnControl, memberReferenceOf, plainDnOf } from './extended-dn.ts';
import { readAllValues } from './ranged-values.ts';
import { searchPages } from './search-pages.ts';

const pageSize = 500;

/** Groups that came without objectGUID, and members without theirs, are counted: such a reading is not complete. */
export interface ReadGroups {
  readonly groups: DirectoryGroup[];
  unusable: number;
}

/** Adds to `read` as it goes, so that what was read before trouble stays. Throws what ldapts throws. */
export async function readGroups(client: Client, domain: string, read: ReadGroups): Promise<void> {
  const search = {
    baseDn: distinguishedNameOf(domain),
    filter: '(objectClass=group)',
    attributes: [...groupAttributes, 'member'],
    pageSize,
    controls: [new ExtendedDnControl()],
  };
  const found: { readonly entry: ReceivedEntry; readonly object: DirectoryObject }[] = [];
  for await (const page of searchPages(client, search)) {
    for (const entry of page) {
      const object = canonicalObjectOf(entry, domain);
      if (object === null) read.unusable += 1;
      else found.push({ entry, object });
    }
  }
  // Only now: what is asked between two pages must not cost the cookie.
  for (const { entry, object } of found) {
    const values = await readAllValues(client, entry, object.objectGuid, 'member');
    const members = values.map(memberReferenceOf);
    read.unusable += members.filter((member) => member === null).length;
    read.groups.push({
      ...object,
      distinguishedName: object.attributes.distinguishedName?.[0] ?? plainDnOf(entry.name),
      sid: object.attributes.objectSid?.[0] ?? null,
      members: members.filter((member): member is MemberReference => member !== null),
    });
  }
}
