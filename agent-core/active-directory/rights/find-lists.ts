/**
 * Finds every access list of a domain in which an account is named, by looking at all that may have such entries: so nothing has to be
 * remembered, and what was granted for a scope of long ago is found as well. Throws what the LDAP client throws.
 */
import type { Client } from 'ldapts';
import { type Result, succeed } from '../../contract/result.ts';
import { bytesOf } from '../entry-values.ts';
import { searchPages } from '../search-pages.ts';
import { type ReadableList, readAccessList, readableListIn } from './access-lists.ts';
import { entriesOf } from './change-access-list.ts';
import { deletedObjectsOf } from './needed-entries.ts';
import { descriptorParts, SecurityDescriptorControl } from './security-descriptor-control.ts';

export interface FoundList {
  readonly where: string;
  readonly list: ReadableList;
}

const attributeName = 'nTSecurityDescriptor';
/** Whatever Bridgehead grants something on. */
const filter = '(|(objectClass=domainDNS)(objectClass=organizationalUnit)(objectClass=container))';

/** An open list names nobody; one that may not be seen holds nothing that could be changed. */
export async function findListsWith(
  client: Client,
  baseDn: string,
  sid: string,
): Promise<Result<readonly FoundList[]>> {
  const found: FoundList[] = [];
  const search = { baseDn, filter, attributes: [attributeName], pageSize: 200 };
  const controls = [new SecurityDescriptorControl(descriptorParts.accessList)];
  for await (const page of searchPages(client, { ...search, controls })) {
    for (const entry of page) {
      const bytes = bytesOf(entry, attributeName);
      const list = bytes === null ? null : readableListIn(bytes, entry.name);
      if (list?.ok) found.push({ where: entry.name, list: list.value });
    }
  }
  const deleted = await readAccessList(client, deletedObjectsOf(baseDn));
  if (deleted.ok && deleted.value !== null) found.push({ where: deletedObjectsOf(baseDn), list: deleted.value });
  return succeed(
    found.filter(({ list }) => {
      const { own, others } = entriesOf(list.accessList, sid);
      return own.length + others.length > 0;
    }),
  );
}
