/**
 * Answers a query from the cheapest thing that can: a unique value, an index of the filtered or sorted property, or the whole
 * set in its order. Whatever leads, every object passes the whole filter and search before it is shown.
 */
import { indexKeys, type ObjectSet } from '../../state/object-set.ts';
import type { ObjectRecord } from '../../state/snapshot.ts';
import { elementName, type Filter } from './filter.ts';
import { matchesFilter } from './match-filter.ts';
import { matchesSearch, type Search } from './search.ts';

export interface Ordering {
  readonly property: string;
  readonly isDescending: boolean;
}

export interface ObjectQuery {
  readonly filter: Filter | undefined;
  readonly search: Search | undefined;
  readonly orderBy: Ordering | undefined;
}

/** Where a page ended; `key` is the value by which the objects come in order, when they do not come in their own. */
export interface Cursor {
  readonly serial: number;
  readonly key?: string;
}

export interface FoundObjects {
  readonly objects: readonly ObjectRecord[];
  readonly next: Cursor | undefined;
}

export interface PageWanted {
  readonly after: Cursor | undefined;
  readonly size: number;
}

export function findObjects(set: ObjectSet, query: ObjectQuery, { after, size }: PageWanted): FoundObjects {
  const objects: ObjectRecord[] = [];
  let last: Cursor | undefined;
  for (const { cursor, record } of matching(set, query, after)) {
    if (objects.length === size) return { objects, next: last };
    objects.push(record);
    last = cursor;
  }
  return { objects, next: undefined };
}

export function countObjects(set: ObjectSet, query: ObjectQuery): number {
  if (query.filter === undefined && query.search === undefined && set.isSettled()) return set.count();
  let count = 0;
  for (const _found of matching(set, { ...query, orderBy: undefined }, undefined)) count += 1;
  return count;
}

interface Candidate {
  readonly cursor: Cursor;
  readonly record: ObjectRecord;
}

function* matching(set: ObjectSet, query: ObjectQuery, after: Cursor | undefined): Generator<Candidate> {
  const { filter, search } = query;
  for (const candidate of candidates(set, query, after)) {
    const { record } = candidate;
    if (filter !== undefined && !matchesFilter(filter, record)) continue;
    if (search !== undefined && !matchesSearch(search, record)) continue;
    yield candidate;
  }
}

function candidates(set: ObjectSet, { filter, orderBy }: ObjectQuery, after: Cursor | undefined): Iterable<Candidate> {
  if (orderBy !== undefined) return inOrderOf(set, orderBy, after);
  const range = filter === undefined ? undefined : narrowest(filter);
  // The indexes know a change before the readers do: while one is on its way only the whole set shows what they see.
  if (range === undefined || !set.isSettled()) return inOwnOrder(set, after);
  return inRange(set, range, after);
}

function* inOwnOrder(set: ObjectSet, after: Cursor | undefined): Generator<Candidate> {
  for (const { position, record } of set.after(after?.serial ?? 0)) yield { cursor: { serial: position }, record };
}

function* inOrderOf(set: ObjectSet, orderBy: Ordering, after: Cursor | undefined): Generator<Candidate> {
  const index = set.indexOf(orderBy.property);
  const start = after === undefined ? undefined : { key: after.key ?? '', serial: after.serial };
  for (const entry of orderBy.isDescending ? index.descending(start) : index.ascending('', start)) {
    const record = set.at(entry.serial);
    if (record !== undefined) yield { cursor: entry, record };
  }
}

/** Objects with one of these values, or with a value that begins with the one prefix. */
interface KeyRange {
  readonly property: string;
  readonly keys: readonly string[];
  readonly isPrefix: boolean;
}

function* inRange(set: ObjectSet, range: KeyRange, after: Cursor | undefined): Generator<Candidate> {
  const index = set.indexOf(range.property);
  const start = after === undefined ? undefined : { key: after.key ?? '', serial: after.serial };
  for (const key of range.keys) {
    if (start !== undefined && start.key > key && !start.key.startsWith(key)) continue;
    for (const entry of index.ascending(key, start)) {
      if (!range.isPrefix && entry.key !== key) break;
      const record = set.at(entry.serial);
      // An object with several such values is shown at the first of them.
      if (record !== undefined && firstKey(record, range, key) === entry.key) yield { cursor: entry, record };
    }
  }
}

function firstKey(record: ObjectRecord, range: KeyRange, prefix: string): string | undefined {
  const keys = indexKeys(record[range.property]);
  return keys.filter((key) => (range.isPrefix ? key.startsWith(prefix) : range.keys.includes(key))).sort()[0];
}

/** The part of the filter that leaves the fewest objects, as far as its form tells. */
function narrowest(filter: Filter): KeyRange | undefined {
  const ranges = (filter.kind === 'and' ? filter.parts : [filter]).map(rangeOf).filter((range) => range !== undefined);
  return ranges.find((range) => !range.isPrefix) ?? ranges[0];
}

function rangeOf(filter: Filter): KeyRange | undefined {
  switch (filter.kind) {
    case 'compare':
      return filter.operator === 'eq' ? equalTo(filter.property, [filter.value]) : undefined;
    case 'in':
      return equalTo(filter.property, filter.values);
    case 'startsWith':
      return startingWith(filter.property, filter.value);
    case 'any': {
      const { property, test } = filter;
      if (test.kind === 'startsWith' && test.property === elementName) return startingWith(property, test.value);
      return test.kind === 'compare' && test.operator === 'eq' ? equalTo(property, [test.value]) : undefined;
    }
    default:
      return undefined;
  }
}

function equalTo(property: string, values: readonly unknown[]): KeyRange | undefined {
  if (property.includes('/') || !values.every((value) => typeof value === 'string')) return undefined;
  return { property, keys: [...new Set(values.map((value) => value.toLowerCase()))].sort(), isPrefix: false };
}

const startingWith = (property: string, value: string): KeyRange | undefined =>
  property.includes('/') || value === '' ? undefined : { property, keys: [value.toLowerCase()], isPrefix: true };
