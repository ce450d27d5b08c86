/** Takes single values out of a search entry, whatever case the server spells the attribute in. */
import type { ReceivedAttribute, ReceivedEntry } from './connection/received-entry.ts';

export function bytesOf(entry: ReceivedEntry, name: string): Buffer | null {
  const found = find(entry, name);
  return found === undefined || found.count === 0 ? null : found.bytes(0);
}

export function textsOf(entry: ReceivedEntry, name: string): readonly string[] {
  return find(entry, name)?.texts() ?? [];
}

function find({ attributes }: ReceivedEntry, name: string): ReceivedAttribute | undefined {
  return attributes.find(
    ({ type }) =>
      type.startsWith(name) || (type.length >= name.length && type.split(';')[0]?.toLowerCase() === name.toLowerCase()),
  );
}
