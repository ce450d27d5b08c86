/** Turns a search entry into a user, a group or a place, with what it is below. */

import type { RememberedKind } from '../../sync/directory-memory.ts';
import { contactAttributes, directoryAttributes, groupAttributes } from '../../sync/directory-source.ts';
import { canonicalObjectOf } from '../canonical-object.ts';
import type { ReceivedEntry } from '../connection/received-entry.ts';
import { objectGuidIn } from '../entry-values.ts';
import { plainDnOf } from '../extended-dn.ts';
import type { DirectoryEntry } from './controller-session.ts';

/** The union of what is asked of users, groups and contacts. */
export const allAttributes: readonly string[] = [
  ...new Set([...directoryAttributes, ...groupAttributes, ...contactAttributes]),
];
/** The objectGUID of what an object is directly below. */
export const parentAttribute = 'parentGUID';

/** Its links are not read yet. @returns null when the entry has no usable objectGUID */
export function directoryEntryOf(entry: ReceivedEntry, domain: string): DirectoryEntry | null {
  const object = canonicalObjectOf(entry, domain);
  if (object === null) return null;
  return {
    objectGuid: object.objectGuid,
    kind: kindOf(object.attributes.objectClass ?? []),
    parent: objectGuidIn(entry, parentAttribute),
    distinguishedName: plainDnOf(entry.name),
    attributes: object.attributes,
    members: null,
    memberOf: null,
    holders: null,
  };
}

function kindOf(classes: readonly string[]): RememberedKind {
  const names = new Set(classes.map((name) => name.toLowerCase()));
  if (names.has('user')) return 'user';
  if (names.has('group')) return 'group';
  return names.has('contact') ? 'contact' : 'place';
}
