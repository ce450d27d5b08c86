/** Makes sure that a controller is one to decide by: it holds the domain that was asked for, and all of it (rule R20). */
import { type Client, type Entry, NoSuchObjectError } from 'ldapts';
import { problem } from '../../contract/problem.ts';
import { fail, type Result, succeed } from '../../contract/result.ts';
import { distinguishedNameOf } from '../domain-names.ts';

/** LDAP_CAP_ACTIVE_DIRECTORY_PARTIAL_SECRETS_OID: only a read-only controller says so ([MS-ADTS] 3.1.1.3.4.3). */
const readOnlyCapability = '1.2.840.113556.1.4.1920';

/** A wrong domain would make everybody look gone. Problems: directory.not-found, directory.read-only-controller. */
export async function checkController(client: Client, domainName: string, where: string): Promise<Result<void>> {
  const attributes = ['defaultNamingContext', 'supportedCapabilities', 'dsServiceName'];
  const { searchEntries } = await client.search('', { scope: 'base', attributes });
  const [root] = searchEntries;
  const holds = String(root?.defaultNamingContext ?? '');
  if (holds.toLowerCase() !== distinguishedNameOf(domainName).toLowerCase())
    return fail(problem('directory.not-found', `${where} holds "${holds}", not ${domainName}`));
  const isReadOnly =
    [root?.supportedCapabilities].flat().map(String).includes(readOnlyCapability) ||
    (await isReadOnlyBySettings(client, root?.dsServiceName));
  return isReadOnly ? fail(problem('directory.read-only-controller', where)) : succeed(undefined);
}

/**
 * Samba's read-only controllers have no such capability (4.17), but their settings tell what they are, as those of Windows do
 * (msDS-isRODC, [MS-ADTS] 3.1.1.4.5.30). An account that may not look there has the capability alone to go by.
 */
async function isReadOnlyBySettings(client: Client, settingsDn: Entry[string] | undefined): Promise<boolean> {
  if (typeof settingsDn !== 'string') return false;
  try {
    const { searchEntries } = await client.search(settingsDn, { scope: 'base', attributes: ['msDS-isRODC'] });
    return searchEntries[0]?.['msDS-isRODC'] === 'TRUE';
  } catch (error) {
    if (error instanceof NoSuchObjectError) return false;
    throw error;
  }
}
