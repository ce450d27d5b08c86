/** Finds groups by a part of their name, for a person who picks one. */
import { type Client, SubstringFilter } from 'ldapts';
import type { DirectoryGroup } from '../../contract/directory-requests.ts';
import { type Result, succeed } from '../../contract/result.ts';
import { distinguishedNameOf } from '../domain-names.ts';
import { objectGuidIn, textsOf } from '../entry-values.ts';
import { searchPages } from '../search-pages.ts';
import { countMembers } from './count-members.ts';

/** A person who gets more narrows the search. */
const mostGroups = 50;
const namingAttributes = ['cn', 'displayName', 'sAMAccountName'] as const;

export async function findGroups(
  client: Client,
  domainName: string,
  search: string,
): Promise<Result<readonly DirectoryGroup[]>> {
  const names = namingAttributes.map((attribute) => new SubstringFilter({ attribute, any: [search] }).toString());
  const filter = `(&(objectClass=group)(|${names.join('')}))`;
  const found: Found[] = [];
  const baseDn = distinguishedNameOf(domainName);
  const attributes = ['objectGUID', 'name'];
  for await (const page of searchPages(client, { baseDn, filter, attributes, pageSize: 500 })) {
    for (const entry of page) {
      const objectGuid = objectGuidIn(entry);
      if (objectGuid === null) continue;
      found.push({ objectGuid, name: textsOf(entry, 'name')[0] ?? entry.name, distinguishedName: entry.name });
    }
  }
  const groups: DirectoryGroup[] = [];
  for (const group of found.toSorted(beginningFirst(search)).slice(0, mostGroups)) {
    groups.push({ ...group, members: await countMembers(client, group.objectGuid) });
  }
  return succeed(groups);
}

type Found = Omit<DirectoryGroup, 'members'>;

function beginningFirst(search: string): (one: Found, other: Found) => number {
  const rank = ({ name }: Found) => (name.toLowerCase().startsWith(search.toLowerCase()) ? 0 : 1);
  return (one, other) => rank(one) - rank(other) || one.name.localeCompare(other.name);
}
