/** Turns what a controller shows into what is remembered, with the places that it is below. */
import type { ObjectGuid } from '../../contract/identifiers.ts';
import type { DomainMemory, RememberedObject } from '../../sync/directory-memory.ts';
import type { ControllerSession, DirectoryEntry } from './controller-session.ts';

export function rememberedObjectOf(entry: DirectoryEntry): RememberedObject {
  const { objectGuid, kind, parent, distinguishedName, attributes } = entry;
  const { distinguishedName: _, ...others } = attributes;
  return {
    objectGuid,
    kind,
    parent,
    name: parent === null ? distinguishedName : firstNameOf(distinguishedName),
    // Of a place nothing but its place is of interest.
    attributes: kind === 'place' ? {} : others,
  };
}

/** Places that something is below, each with the distinguished name of what is. */
export type PlacesInUse = ReadonlyMap<ObjectGuid, string>;

export function placesInUse(entries: readonly Pick<DirectoryEntry, 'parent' | 'distinguishedName'>[]): PlacesInUse {
  return new Map(
    entries.flatMap(({ parent, distinguishedName }) => (parent === null ? [] : [[parent, distinguishedName]])),
  );
}

/**
 * The places that are not remembered yet, and those above them, up to the domain. Any class can be one (rule R24). One that the account
 * may not see is known by the name of what is below it.
 */
export async function readPlaces(
  session: Pick<ControllerSession, 'readEntries'>,
  memory: Pick<DomainMemory, 'kindsOf'>,
  inUse: PlacesInUse,
): Promise<readonly DirectoryEntry[]> {
  const found = new Map<ObjectGuid, DirectoryEntry>();
  let wanted = inUse;
  while (wanted.size > 0) {
    const known = memory.kindsOf(wanted.keys());
    const missing = [...wanted.keys()].filter((objectGuid) => !known.has(objectGuid) && !found.has(objectGuid));
    const read = await session.readEntries(missing);
    for (const entry of read) found.set(entry.objectGuid, entry);
    for (const objectGuid of missing) {
      if (!found.has(objectGuid)) found.set(objectGuid, standIn(objectGuid, wanted.get(objectGuid) ?? ''));
    }
    wanted = placesInUse(read);
  }
  return [...found.values()];
}

function standIn(objectGuid: ObjectGuid, nameBelow: string): DirectoryEntry {
  const distinguishedName = nameBelow.slice(firstNameOf(nameBelow).length + 1);
  return {
    objectGuid,
    kind: 'place',
    parent: null,
    distinguishedName,
    attributes: {},
    members: null,
    memberOf: null,
    holders: null,
  };
}

/** Up to the first comma that is not escaped (RFC 4514, 2.4). */
const firstName = /^(?:[^,\\]|\\.)*/s;

export function firstNameOf(distinguishedName: string): string {
  return firstName.exec(distinguishedName)?.[0] ?? distinguishedName;
}
