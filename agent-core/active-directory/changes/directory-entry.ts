/** Turns a search entry into a user, a group or a place, with what it is below. */

import type { ObjectGuid } from '../../contract/identifiers.ts';
import type { RememberedKind } from '../../sync/directory-memory.ts';
import { contactAttributes, directoryAttributes, groupAttributes } from '../../sync/directory-source.ts';
import { canonicalObjectOf } from '../canonical-object.ts';
import type { ReceivedEntry } from '../connection/received-entry.ts';
import { bytesOf } from '../entry-values.ts';
import { plainDnOf } from '../extended-dn.ts';
import { objectGuidOf } from '../object-guid.ts';
import type { DirectoryEntry } from './controller-session.ts';

const noBytes = Buffer.alloc(0);

/** The union of what is asked of users, groups and contacts. */
export const allAttributes: readonly string[] = [
  ...new Set([...directoryAttributes, ...groupAttributes, ...contactAttributes]),
];
/** The objectGUID of what an object is directly below. */
export const parentAttribute = 'parentGUID';

const notRead = { members: null, memberOf: null, holders: null };

/** @returns null when the entry has no usable objectGUID */
export function directoryEntryOf(
  entry: ReceivedEntry,
  domain: string,
  links: Pick<DirectoryEntry, 'members' | 'memberOf' | 'holders'> = notRead,
): DirectoryEntry | null {
  const object = canonicalObjectOf(entry, domain);
  if (object === null) return null;
  return {
    objectGuid: object.objectGuid,
    kind: kindOf(object.attributes.objectClass ?? []),
    parent: parentOf(entry),
    distinguishedName: plainDnOf(entry.name),
    attributes: object.attributes,
    ...links,
  };
}

function kindOf(classes: readonly string[]): RememberedKind {
  const names = new Set(classes.map((name) => name.toLowerCase()));
  if (names.has('user')) return 'user';
  if (names.has('group')) return 'group';
  return names.has('contact') ? 'contact' : 'place';
}

function parentOf(entry: ReceivedEntry): ObjectGuid | null {
  return objectGuidOf(bytesOf(entry, 'parentGUID') ?? noBytes);
}
