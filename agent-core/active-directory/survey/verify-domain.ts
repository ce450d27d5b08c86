/** Proves that a domain can be used, and tells what belongs to it. */
import type { Client } from 'ldapts';
import type { DirectoryVerification } from '../../contract/directory-requests.ts';
import { problem } from '../../contract/problem.ts';
import { fail, type Result, succeed } from '../../contract/result.ts';
import type { DomainSettings } from '../../contract/settings.ts';
import type { ReceivedEntry } from '../connection/received-entry.ts';
import { distinguishedNameOf, domainNameOf } from '../domain-names.ts';
import { textsOf } from '../entry-values.ts';
import { readObjectGuid } from '../read-domain-guid.ts';
import { searchPages } from '../search-pages.ts';
import { countEntries, personFilter } from './count-entries.ts';
import { tryRightsModes } from './try-rights-modes.ts';

const rootAttributes = [
  'defaultNamingContext',
  'rootDomainNamingContext',
  'configurationNamingContext',
  'dnsHostName',
] as const;

export async function verifyDomain(client: Client, settings: DomainSettings): Promise<Result<DirectoryVerification>> {
  const { searchEntries } = await client.search('', { scope: 'base', attributes: [...rootAttributes] });
  const root = Object.fromEntries(rootAttributes.map((name) => [name, String(searchEntries[0]?.[name] ?? '')]));
  const { defaultNamingContext = '', rootDomainNamingContext = '', configurationNamingContext = '' } = root;
  const baseDn = distinguishedNameOf(settings.name);
  if (defaultNamingContext.toLowerCase() !== baseDn.toLowerCase()) {
    const holds = defaultNamingContext === '' ? 'no domain' : domainNameOf(defaultNamingContext);
    return fail(problem('directory.not-found', `the controller holds ${holds}, not ${settings.name}`));
  }
  return succeed({
    controller: root.dnsHostName ?? '',
    forest: domainNameOf(rootDomainNamingContext),
    domains: await readDomains(client, configurationNamingContext, defaultNamingContext),
    rightsModeWorks: await tryRightsModes(client, baseDn),
    users: await countEntries(client, baseDn, personFilter),
  });
}

/** A cross reference whose systemFlags name a naming context (1) that is a domain (2) ([MS-ADTS] 2.2.10). */
const domainFilter = '(&(objectClass=crossRef)(systemFlags:1.2.840.113556.1.4.803:=3))';

async function readDomains(
  client: Client,
  configurationDn: string,
  ownDn: string,
): Promise<DirectoryVerification['domains']> {
  const found: ReceivedEntry[] = [];
  const search = {
    baseDn: `CN=Partitions,${configurationDn}`,
    filter: domainFilter,
    attributes: ['dnsRoot', 'nCName'],
  };
  for await (const page of searchPages(client, { ...search, pageSize: 500 })) found.push(...page);
  const ownGuid = await readObjectGuid(client, ownDn);
  return found
    .map((entry) => {
      const isOwn = textsOf(entry, 'nCName')[0]?.toLowerCase() === ownDn.toLowerCase();
      // Of other domains this controller knows the name alone.
      return { name: (textsOf(entry, 'dnsRoot')[0] ?? '').toLowerCase(), objectGuid: isOwn ? ownGuid : null };
    })
    .toSorted((one, other) => one.name.localeCompare(other.name));
}
