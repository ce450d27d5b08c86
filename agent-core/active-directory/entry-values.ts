/** Takes single values out of a search entry, whatever case the server spells the attribute in. */
import type { SearchEntry } from 'ldapts';

export function bytesOf(entry: SearchEntry, name: string): readonly Buffer[] {
  const wanted = name.toLowerCase();
  const found = entry.attributes.find(({ type }) => type.split(';')[0]?.toLowerCase() === wanted);
  return found?.parsedBuffers ?? [];
}

export function textsOf(entry: SearchEntry, name: string): readonly string[] {
  return bytesOf(entry, name).map((value) => value.toString('utf8'));
}
