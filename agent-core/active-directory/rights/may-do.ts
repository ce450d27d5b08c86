/**
 * Whether somebody may do what an entry stands for, by whatever a list says to them and their groups. Rights decide themselves one by one,
 * and the first entry that speaks of one decides it ([MS-ADTS] 5.1.3.3).
 */
import { type AccessEntry, entryFlags, genericRights, readAccessEntry } from './access-entry.ts';
import type { AccessList } from './security-descriptor.ts';

/** @param sids of somebody and of the groups they are in  @param needed whose own `sid` and `kind` do not matter */
export function mayDo(
  list: Pick<Extract<AccessList, { readonly kind: 'entries' }>, 'entries'>,
  sids: ReadonlySet<string>,
  needed: AccessEntry,
): boolean {
  const speaking = list.entries
    .map(readAccessEntry)
    .filter((entry) => entry !== null && sids.has(entry.sid) && reaches(entry, needed))
    .filter((entry) => entry !== null);
  return bitsOf(needed.mask).every((bit) => speaking.find((entry) => (maskOf(entry) & bit) !== 0)?.kind === 'allow');
}

/** An entry about one attribute neither allows all of them nor denies all. */
function reaches(entry: AccessEntry, needed: AccessEntry): boolean {
  if (entry.objectType !== null && entry.objectType !== needed.objectType) return false;
  const isAboutThoseBelow = (needed.flags & entryFlags.inheritOnly) !== 0;
  if (!isAboutThoseBelow) return (entry.flags & entryFlags.inheritOnly) === 0;
  const isOfClass = entry.inheritedType === null || entry.inheritedType === needed.inheritedType;
  return isOfClass && (entry.flags & entryFlags.containerInherit) !== 0;
}

/** What others inherit may still be written in general terms ([MS-ADTS] 5.1.3.2). */
function maskOf({ mask }: AccessEntry): number {
  const { all, read, readStandsFor } = genericRights;
  if ((mask & all) !== 0) return -1;
  return (mask & read) === 0 ? mask : mask | readStandsFor;
}

const bitsOf = (mask: number): readonly number[] =>
  Array.from({ length: 32 }, (_, place) => 1 << place).filter((bit) => (mask & bit) !== 0);
