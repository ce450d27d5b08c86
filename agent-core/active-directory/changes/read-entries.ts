/** Reads objects by their objectGUID, many in one question, as the account sees them. */

import { type Client, EqualityFilter, OrFilter } from 'ldapts';
import type { ObjectGuid } from '../../contract/identifiers.ts';
import type { ReceivedEntry } from '../connection/received-entry.ts';
import { distinguishedNameOf } from '../domain-names.ts';
import { ExtendedDnControl } from '../extended-dn.ts';
import { bytesOfObjectGuid } from '../object-guid.ts';
import { readAllReferences } from '../ranged-values.ts';
import { searchPages } from '../search-pages.ts';
import type { DirectoryEntry } from './controller-session.ts';
import { allAttributes, directoryEntryOf, parentAttribute } from './directory-entry.ts';

/** As long as a filter may be without a controller taking its time over it. */
const batchSize = 50;

/** Throws what ldapts throws. */
export async function readEntries(
  client: Client,
  domain: string,
  objectGuids: readonly ObjectGuid[],
): Promise<readonly DirectoryEntry[]> {
  const read: DirectoryEntry[] = [];
  for (let start = 0; start < objectGuids.length; start += batchSize) {
    const batch = objectGuids.slice(start, start + batchSize);
    for (const entry of await readBatch(client, domain, batch)) {
      const found = directoryEntryOf(entry, domain);
      if (found === null) continue;
      const linked = async (attribute: string) => {
        const { references } = await readAllReferences(client, entry, found.objectGuid, attribute);
        return references.map(({ objectGuid }) => objectGuid);
      };
      const holders = [...(await linked('directReports')), ...(await linked('managedObjects'))];
      read.push({ ...found, memberOf: await linked('memberOf'), holders });
    }
  }
  return read;
}

async function readBatch(
  client: Client,
  domain: string,
  batch: readonly ObjectGuid[],
): Promise<readonly ReceivedEntry[]> {
  const filters = batch.map(
    (objectGuid) => new EqualityFilter({ attribute: 'objectGUID', value: bytesOfObjectGuid(objectGuid) }),
  );
  const entries: ReceivedEntry[] = [];
  const search = {
    baseDn: distinguishedNameOf(domain),
    filter: new OrFilter({ filters }),
    attributes: [...allAttributes, parentAttribute, 'memberOf', 'directReports', 'managedObjects'],
    pageSize: 2 * batchSize,
    controls: [new ExtendedDnControl()],
  };
  for await (const page of searchPages(client, search)) entries.push(...page);
  return entries;
}
