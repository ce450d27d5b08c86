/** Looks objects up by their objectGUID, also among the deleted ones, as far as the account may see those. */
import { type Client, type Entry, NoSuchObjectError } from 'ldapts';
import type { ObjectGuid } from '../contract/identifiers.ts';
import type { Sighting } from '../sync/directory-source.ts';
import { instantOfGeneralizedTime } from './instants.ts';
import { ShowDeletedControl } from './show-deleted-control.ts';

/** Throws what ldapts throws. */
export async function lookUpObjects(
  client: Client,
  objectGuids: readonly ObjectGuid[],
): Promise<ReadonlyMap<ObjectGuid, Sighting>> {
  const sightings = new Map<ObjectGuid, Sighting>();
  for (const objectGuid of objectGuids) sightings.set(objectGuid, await lookUpObject(client, objectGuid));
  return sightings;
}

async function lookUpObject(client: Client, objectGuid: ObjectGuid): Promise<Sighting> {
  const attributes = ['distinguishedName', 'isDeleted', 'whenChanged'];
  try {
    const controls = [new ShowDeletedControl()];
    const { searchEntries } = await client.search(`<GUID=${objectGuid}>`, { scope: 'base', attributes }, controls);
    const [entry] = searchEntries;
    return entry === undefined ? { kind: 'unseen' } : sightingOf(entry);
  } catch (error) {
    if (error instanceof NoSuchObjectError) return { kind: 'unseen' };
    throw error;
  }
}

function sightingOf({ dn, isDeleted, whenChanged }: Entry): Sighting {
  if (String(isDeleted).toUpperCase() !== 'TRUE') return { kind: 'alive', distinguishedName: dn };
  // What was deleted is not changed any more.
  return { kind: 'deleted', deletedAt: instantOfGeneralizedTime(String(whenChanged)) };
}
