/** Objects in the order of one property's values, so that a look-up, a prefix and a sorted page cost what they show. */
import { firstIndex } from './serial-list.ts';

export interface IndexEntry {
  /** The value in lower case; empty for an object that has none. */
  readonly key: string;
  /** The serial number of the object that has it. */
  readonly serial: number;
}

export interface ValueIndex {
  readonly add: (entry: IndexEntry) => void;
  readonly remove: (entry: IndexEntry) => void;
  /** Entries later than `after` whose key begins with `prefix`, in order. */
  readonly ascending: (prefix: string, after: IndexEntry | undefined) => Generator<IndexEntry>;
  /** Every entry before `before`, from the last to the first. */
  readonly descending: (before: IndexEntry | undefined) => Generator<IndexEntry>;
}

export function createValueIndex(initial: readonly IndexEntry[]): ValueIndex {
  const entries = [...initial].sort(compare);
  const placeOf = (entry: IndexEntry): number => firstIndex(entries, (candidate) => compare(candidate, entry) >= 0);

  return {
    add: (entry) => {
      entries.splice(placeOf(entry), 0, entry);
    },
    remove: (entry) => {
      const place = placeOf(entry);
      const found = entries[place];
      if (found !== undefined && compare(found, entry) === 0) entries.splice(place, 1);
    },
    ascending: function* (prefix, after) {
      const start = { key: prefix, serial: -1 };
      const first = after === undefined || compare(after, start) < 0 ? start : after;
      for (let index = firstIndex(entries, (entry) => compare(entry, first) > 0); index < entries.length; index += 1) {
        const entry = entries[index];
        if (entry === undefined || !entry.key.startsWith(prefix)) return;
        yield entry;
      }
    },
    descending: function* (before) {
      const end = before === undefined ? entries.length : placeOf(before);
      for (let index = end - 1; index >= 0; index -= 1) {
        const entry = entries[index];
        if (entry !== undefined) yield entry;
      }
    },
  };
}

function compare(left: IndexEntry, right: IndexEntry): number {
  if (left.key !== right.key) return left.key < right.key ? -1 : 1;
  return left.serial - right.serial;
}
