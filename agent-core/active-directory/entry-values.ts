/** Takes single values out of a search entry, whatever case the server spells the attribute in. */
import type { ObjectGuid } from '../contract/identifiers.ts';
import type { ReceivedAttribute, ReceivedEntry } from './connection/received-entry.ts';
import { objectGuidOf } from './object-guid.ts';

export function bytesOf(entry: ReceivedEntry, name: string): Buffer | null {
  const found = find(entry, name);
  return found === undefined || found.count === 0 ? null : found.bytes(0);
}

export function textsOf(entry: ReceivedEntry, name: string): readonly string[] {
  return find(entry, name)?.texts() ?? [];
}

/** @returns null when there is none that could be used */
export function objectGuidIn(entry: ReceivedEntry, name = 'objectGUID'): ObjectGuid | null {
  const bytes = bytesOf(entry, name);
  return bytes === null ? null : objectGuidOf(bytes);
}

/** With or without options behind it. Asked of every attribute of every entry: most differ in length already. */
function find({ attributes }: ReceivedEntry, name: string): ReceivedAttribute | undefined {
  return attributes.find(({ type }) => {
    const isAsLong = type.length === name.length || type.charAt(name.length) === ';';
    return isAsLong && type.slice(0, name.length).toLowerCase() === name.toLowerCase();
  });
}
