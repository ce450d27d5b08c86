/** Looks units up by their objectGUID: where each is now, whatever it is called by now. Any class may be a unit (rule R24). */
import { type Client, NoSuchObjectError } from 'ldapts';
import type { ObjectGuid } from '../contract/identifiers.ts';
import type { DirectoryUnit } from '../sync/directory-source.ts';

/** Units that this domain does not hold are left out. Throws what ldapts throws. */
export async function readUnits(
  client: Client,
  domain: string,
  objectGuids: readonly ObjectGuid[],
): Promise<readonly DirectoryUnit[]> {
  const units: DirectoryUnit[] = [];
  for (const objectGuid of objectGuids) {
    const distinguishedName = await findName(client, objectGuid);
    if (distinguishedName !== null) units.push({ objectGuid, domain, distinguishedName });
  }
  return units;
}

async function findName(client: Client, objectGuid: ObjectGuid): Promise<string | null> {
  try {
    const { searchEntries } = await client.search(`<GUID=${objectGuid}>`, {
      scope: 'base',
      attributes: ['distinguishedName'],
    });
    const name = searchEntries[0]?.distinguishedName;
    return typeof name === 'string' ? name : null;
  } catch (error) {
    if (error instanceof NoSuchObjectError) return null;
    throw error;
  }
}
