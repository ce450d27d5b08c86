/** Reads every group of a domain with all its direct members, of which a controller sends 1,500 at a time ([MS-ADTS] 3.1.1.3.1.3.3). */
import type { Client, SearchEntry } from 'ldapts';
import type { ObjectGuid } from '../contract/identifiers.ts';
import {
  type DirectoryGroup,
  type DirectoryObject,
  groupAttributes,
  type MemberReference,
} from '../sync/directory-source.ts';
import { canonicalObjectOf } from './canonical-object.ts';
import { distinguishedNameOf } from './domain-names.ts';
import { ExtendedDnControl, memberReferenceOf, plainDnOf } from './extended-dn.ts';
import { searchPages } from './search-pages.ts';

const pageSize = 500;

/** Groups that came without objectGUID, and members without theirs, are counted: such a reading is not complete. */
export interface ReadGroups {
  readonly groups: DirectoryGroup[];
  unusable: number;
}

/** Adds to `read` as it goes, so that what was read before trouble stays. Throws what ldapts throws. */
export async function readGroups(client: Client, domain: string, read: ReadGroups): Promise<void> {
  const search = {
    baseDn: distinguishedNameOf(domain),
    filter: '(objectClass=group)',
    attributes: [...groupAttributes, 'member'],
    pageSize,
    controls: [new ExtendedDnControl()],
  };
  const found: { readonly entry: SearchEntry; readonly object: DirectoryObject }[] = [];
  for await (const page of searchPages(client, search)) {
    for (const entry of page) {
      const object = canonicalObjectOf(entry, domain);
      if (object === null) read.unusable += 1;
      else found.push({ entry, object });
    }
  }
  // Only now: what is asked between two pages must not cost the cookie.
  for (const { entry, object } of found) {
    const values = await readMembers(client, entry, object.objectGuid);
    const members = values.map(memberReferenceOf);
    read.unusable += members.filter((member) => member === null).length;
    read.groups.push({
      ...object,
      distinguishedName: object.attributes.distinguishedName?.[0] ?? plainDnOf(entry.name),
      sid: object.attributes.objectSid?.[0] ?? null,
      members: members.filter((member): member is MemberReference => member !== null),
    });
  }
}

async function readMembers(client: Client, entry: SearchEntry, objectGuid: ObjectGuid): Promise<readonly string[]> {
  const values: string[] = [];
  let range = rangeOf(entry);
  while (range !== null) {
    values.push(...range.values);
    if (range.next === null) return values;
    range = await readRange(client, objectGuid, range.next);
  }
  return values;
}

interface Range {
  readonly values: readonly string[];
  /** Where the rest begins; null when this was the last of it. */
  readonly next: number | null;
}

/** A controller may send an empty `member` beside the ranged one. */
function rangeOf(entry: SearchEntry): Range | null {
  const found = entry.attributes.filter(({ type }) => /^member(;|$)/i.test(type));
  const values = found.find(({ parsedBuffers }) => parsedBuffers.length > 0);
  if (values === undefined) return null;
  const last = /;range=\d+-(\d+)$/i.exec(values.type)?.[1];
  return {
    values: values.parsedBuffers.map((value) => value.toString('utf8')),
    next: last === undefined ? null : Number(last) + 1,
  };
}

async function readRange(client: Client, objectGuid: ObjectGuid, start: number): Promise<Range | null> {
  const search = {
    baseDn: `<GUID=${objectGuid}>`,
    scope: 'base',
    filter: '(objectClass=*)',
    attributes: [`member;range=${start}-*`],
    pageSize: 1,
    controls: [new ExtendedDnControl()],
  } as const;
  for await (const page of searchPages(client, search)) {
    const [entry] = page;
    if (entry !== undefined) return rangeOf(entry);
  }
  return null;
}
