/** Takes single values out of a search entry, whatever case the server spells the attribute in. */
import type { ReceivedEntry } from './connection/received-entry.ts';

export function bytesOf(entry: ReceivedEntry, name: string): readonly Buffer[] {
  const wanted = name.toLowerCase();
  const found = entry.attributes.find(({ type }) => type.split(';')[0]?.toLowerCase() === wanted);
  return found?.parsedBuffers ?? [];
}

export function textsOf(entry: ReceivedEntry, name: string): readonly string[] {
  return bytesOf(entry, name).map((value) => value.toString('utf8'));
}
