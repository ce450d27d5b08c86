/** Adds entries to an access list, and takes entries away, leaving every other entry as it was and where it was. */
import { type AccessEntry, entryFlags, readAccessEntry, writeAccessEntry } from './access-entry.ts';
import { covers, isOwnEntry } from './needed-entries.ts';
import type { AccessList } from './security-descriptor.ts';

type Entries = Extract<AccessList, { readonly kind: 'entries' }>;

/** Lists with entries about objects need this revision ([MS-DTYP] 2.4.5). */
const revisionWithObjects = 4;

/** @returns those of the needed entries that nothing in the list stands for */
export function missingIn(list: Entries, needed: readonly AccessEntry[]): readonly AccessEntry[] {
  const held = list.entries.map(readAccessEntry).filter((entry) => entry !== null);
  return needed.filter((entry) => !held.some((each) => covers(each, entry)));
}

/** The order of Windows: what is denied here, what is allowed here, what was inherited ([MS-DTYP] 2.5.3 reads in order). */
export function withEntries(list: Entries, added: readonly AccessEntry[]): Entries {
  const isDeniedHere = (bytes: Buffer) => {
    const entry = readAccessEntry(bytes);
    return entry?.kind === 'deny' && (entry.flags & entryFlags.inherited) === 0;
  };
  const at = list.entries.findLastIndex(isDeniedHere) + 1;
  return {
    ...list,
    revision: Math.max(list.revision, revisionWithObjects),
    entries: list.entries.toSpliced(at, 0, ...added.map(writeAccessEntry)),
  };
}

/** Of one account: what Bridgehead may have added, and what somebody else did. What was inherited belongs to another object. */
export function entriesOf(
  list: Entries,
  sid: string,
): { readonly own: readonly AccessEntry[]; readonly others: readonly AccessEntry[] } {
  const entries = list.entries
    .map(readAccessEntry)
    .filter((entry) => entry !== null && entry.sid === sid && (entry.flags & entryFlags.inherited) === 0)
    .filter((entry) => entry !== null);
  return { own: entries.filter(isOwnEntry), others: entries.filter((entry) => !isOwnEntry(entry)) };
}

export function withoutOwnEntries(list: Entries, sid: string): Entries {
  const isOwn = (bytes: Buffer) => {
    const entry = readAccessEntry(bytes);
    return entry !== null && entry.sid === sid && isOwnEntry(entry);
  };
  return { ...list, entries: list.entries.filter((bytes) => !isOwn(bytes)) };
}
