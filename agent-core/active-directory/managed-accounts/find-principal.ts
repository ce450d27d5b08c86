/** Finds computers, groups and managed accounts by their sAMAccountName, and names by identifiers. Throws what the LDAP client throws. */
import { type Client, EqualityFilter, NoSuchObjectError } from 'ldapts';
import type { ReceivedEntry } from '../connection/received-entry.ts';
import { distinguishedNameOf } from '../domain-names.ts';
import { bytesOf, textsOf } from '../entry-values.ts';
import { sendSearch } from '../search-pages.ts';
import { securityIdentifierOf } from '../security-identifier.ts';

export interface FoundPrincipal {
  readonly distinguishedName: string;
  readonly sid: string;
  readonly classes: readonly string[];
  readonly entry: ReceivedEntry;
}

const namingAttributes = ['objectClass', 'objectSid', 'sAMAccountName'];

/** @param attributes besides those that name it */
export async function findPrincipal(
  client: Client,
  domainName: string,
  sAMAccountName: string,
  attributes: readonly string[] = [],
): Promise<FoundPrincipal | null> {
  const filter = new EqualityFilter({ attribute: 'sAMAccountName', value: sAMAccountName });
  const search = { baseDn: distinguishedNameOf(domainName), filter, attributes: [...namingAttributes, ...attributes] };
  const [entry] = (await sendSearch(client, search, [])).entries;
  const sid = entry === undefined ? null : bytesOf(entry, 'objectSid');
  const text = sid === null ? null : securityIdentifierOf(sid);
  if (entry === undefined || text === null) return null;
  const classes = textsOf(entry, 'objectClass').map((name) => name.toLowerCase());
  return { distinguishedName: entry.name, sid: text, classes, entry };
}

/** @returns the identifier itself for somebody who is not found */
export async function nameOfSid(client: Client, sid: string): Promise<string> {
  const search = {
    baseDn: `<SID=${sid}>`,
    scope: 'base',
    filter: '(objectClass=*)',
    attributes: ['sAMAccountName'],
  } as const;
  const { entries } = await sendSearch(client, search, []).catch((error: unknown) => {
    if (error instanceof NoSuchObjectError) return { entries: [] };
    throw error;
  });
  const [entry] = entries;
  return (entry === undefined ? undefined : textsOf(entry, 'sAMAccountName')[0]) ?? sid;
}
