/** All values of an attribute that has many: a controller sends 1,500 at a time ([MS-ADTS] 3.1.1.3.1.3.3). */

import type { Client } from 'ldapts';
import type { ObjectGuid } from '../contract/identifiers.ts';
import type { ReceivedEntry } from './connection/received-entry.ts';
import { ExtendedDnControl } from './extended-dn.ts';
import { searchPages } from './search-pages.ts';

/** @param entry has the first of the values  @returns names that carry GUID and SID. Throws what ldapts throws. */
export async function readAllValues(
  client: Client,
  entry: ReceivedEntry,
  objectGuid: ObjectGuid,
  attribute: string,
): Promise<readonly string[]> {
  return await readRest(client, rangeOf(entry, attribute), objectGuid, attribute);
}

/** The same, of an object of which nothing was read yet. */
export async function readAllValuesOf(
  client: Client,
  objectGuid: ObjectGuid,
  attribute: string,
): Promise<readonly string[]> {
  return await readRest(client, await readRange(client, objectGuid, attribute, 0), objectGuid, attribute);
}

async function readRest(
  client: Client,
  first: Range | null,
  objectGuid: ObjectGuid,
  attribute: string,
): Promise<readonly string[]> {
  const values: string[] = [];
  let range = first;
  while (range !== null) {
    values.push(...range.values);
    if (range.next === null) return values;
    range = await readRange(client, objectGuid, attribute, range.next);
  }
  return values;
}

interface Range {
  readonly values: readonly string[];
  /** Where the rest begins; null when this was the last of it. */
  readonly next: number | null;
}

/** A controller may send an empty attribute beside the ranged one. */
function rangeOf(entry: ReceivedEntry, attribute: string): Range | null {
  const name = new RegExp(`^${attribute}(;|$)`, 'i');
  const values = entry.attributes.find(({ type, count }) => count > 0 && name.test(type));
  if (values === undefined) return null;
  const last = /;range=\d+-(\d+)$/i.exec(values.type)?.[1];
  return {
    values: values.texts(),
    next: last === undefined ? null : Number(last) + 1,
  };
}

/** The first of them, or those from `start` on. */
async function readRange(
  client: Client,
  objectGuid: ObjectGuid,
  attribute: string,
  start: number,
): Promise<Range | null> {
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
    if (entry !== undefined) return rangeOf(entry, attribute);
  }
  return null;
}
