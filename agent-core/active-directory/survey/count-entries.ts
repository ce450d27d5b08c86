/** Counts what a filter finds, for as long as a person will wait for a number. */
import type { Client } from 'ldapts';
import { searchPages } from '../search-pages.ts';

/** People; computers and managed service accounts have a class below user (rule R15). */
export const personFilter = '(&(objectClass=user)(!(objectClass=computer)))';
export const countingTimeMs = 10_000;

/** @returns null when counting took too long */
export async function countEntries(client: Client, baseDn: string, filter: string): Promise<number | null> {
  const until = performance.now() + countingTimeMs;
  let count = 0;
  // 1.1 asks for no attributes at all (RFC 4511, section 4.5.1.8).
  for await (const page of searchPages(client, { baseDn, filter, attributes: ['1.1'], pageSize: 1000 })) {
    count += page.length;
    if (performance.now() > until) return null;
  }
  return count;
}
