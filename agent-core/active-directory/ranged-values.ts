/** All that an attribute names which has many values: a controller sends 1,500 at a time ([MS-ADTS] 3.1.1.3.1.3.3). */

import type { Client } from 'ldapts';
import type { ObjectGuid } from '../contract/identifiers.ts';
import type { MemberReference } from '../sync/directory-source.ts';
import type { ReceivedEntry } from './connection/received-entry.ts';
import { ExtendedDnControl, memberReferencesOf } from './extended-dn.ts';
import { searchPages } from './search-pages.ts';

/** Some of what an attribute names. */
export interface SomeReferences {
  readonly references: readonly MemberReference[];
  /** How many came without a GUID. */
  readonly unusable: number;
  /** Where the rest begins; null when this was the last of it. */
  readonly next: number | null;
}

export type AllReferences = Pick<SomeReferences, 'references' | 'unusable'>;

/** Of an entry that was read, which has the first of them. Throws what ldapts throws. */
export async function readAllReferences(
  client: Client,
  entry: ReceivedEntry,
  objectGuid: ObjectGuid,
  attribute: string,
): Promise<AllReferences> {
  return await readRest(client, firstReferencesIn(entry, attribute), objectGuid, attribute);
}

/** The same, of an object of which nothing was read yet. */
export async function readAllReferencesOf(
  client: Client,
  objectGuid: ObjectGuid,
  attribute: string,
): Promise<AllReferences> {
  return await readRest(client, await readRange(client, objectGuid, attribute, 0), objectGuid, attribute);
}

/** The same, where the first were taken out of the entry before. */
export async function readRest(
  client: Client,
  first: SomeReferences,
  objectGuid: ObjectGuid,
  attribute: string,
): Promise<AllReferences> {
  const references = [...first.references];
  let { unusable, next } = first;
  while (next !== null) {
    const range = await readRange(client, objectGuid, attribute, next);
    for (const reference of range.references) references.push(reference);
    unusable += range.unusable;
    next = range.next;
  }
  return { references, unusable };
}

/** A controller may send an empty attribute beside the ranged one. */
export function firstReferencesIn(entry: ReceivedEntry, attribute: string): SomeReferences {
  const name = new RegExp(`^${attribute}(;|$)`, 'i');
  const values = entry.attributes.find(({ type, count }) => count > 0 && name.test(type));
  if (values === undefined) return noReferences;
  const last = /;range=\d+-(\d+)$/i.exec(values.type)?.[1];
  const references = memberReferencesOf(values);
  return {
    references,
    unusable: values.count - references.length,
    next: last === undefined ? null : Number(last) + 1,
  };
}

const noReferences: SomeReferences = { references: [], unusable: 0, next: null };

/** The first of them, or those from `start` on. */
async function readRange(
  client: Client,
  objectGuid: ObjectGuid,
  attribute: string,
  start: number,
): Promise<SomeReferences> {
  const search = {
    baseDn: `<GUID=${objectGuid}>`,
    scope: 'base',
    filter: '(objectClass=*)',
    attributes: [start === 0 ? attribute : `${attribute};range=${start}-*`],
    pageSize: 1,
    controls: [new ExtendedDnControl()],
  } as const;
  for await (const page of searchPages(client, search)) {
    const [entry] = page;
    if (entry !== undefined) return firstReferencesIn(entry, attribute);
  }
  return noReferences;
}
