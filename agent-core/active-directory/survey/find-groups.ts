/** Finds groups by a part of their name, for a person who picks one. */
import { type Client, SubstringFilter } from 'ldapts';
import type { DirectoryGroup } from '../../contract/directory-requests.ts';
import { type Result, succeed } from '../../contract/result.ts';
import { distinguishedNameOf } from '../domain-names.ts';
import { bytesOf, objectGuidIn, textsOf } from '../entry-values.ts';
import { searchPages } from '../search-pages.ts';
import { securityIdentifierOf } from '../security-identifier.ts';
import { personFilter } from './count-entries.ts';
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
  const attributes = ['objectGUID', 'name', 'objectSid'];
  for await (const page of searchPages(client, { baseDn, filter, attributes, pageSize: 500 })) {
    for (const entry of page) {
      const objectGuid = objectGuidIn(entry);
      if (objectGuid === null) continue;
      const name = textsOf(entry, 'name')[0] ?? entry.name;
      found.push({ objectGuid, name, distinguishedName: entry.name, sid: bytesOf(entry, 'objectSid') });
    }
  }
  const groups: DirectoryGroup[] = [];
  for (const { sid, ...group } of found.toSorted(beginningFirst(search)).slice(0, mostGroups)) {
    const members = await countMembers(client, group.objectGuid);
    groups.push({ ...group, members, hasPrimaryMembers: await isPrimaryGroup(client, baseDn, sid) });
  }
  return succeed(groups);
}

interface Found extends Omit<DirectoryGroup, 'members' | 'hasPrimaryMembers'> {
  readonly sid: Buffer | null;
}

/** Of some person. They are in no member list, and there may be as many as there are people: nobody waits for their number (rule R22). */
async function isPrimaryGroup(client: Client, baseDn: string, sid: Buffer | null): Promise<boolean> {
  const rid = sid === null ? undefined : securityIdentifierOf(sid)?.split('-').at(-1);
  if (rid === undefined) return false;
  const filter = `(&${personFilter}(primaryGroupID=${rid}))`;
  for await (const page of searchPages(client, { baseDn, filter, attributes: ['1.1'], pageSize: 1 })) {
    if (page.length > 0) return true;
  }
  return false;
}

function beginningFirst(search: string): (one: Found, other: Found) => number {
  const rank = ({ name }: Found) => (name.toLowerCase().startsWith(search.toLowerCase()) ? 0 : 1);
  return (one, other) => rank(one) - rank(other) || one.name.localeCompare(other.name);
}
