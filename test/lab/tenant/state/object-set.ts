/**
 * The objects of one kind, live and deleted, indexed by everything Graph looks them up by. Writers ask `get`; readers ask
 * `visible`, `page` and the indexes, which show what has reached the readers' copy of the tenant.
 */
import { type ChangeLog, createChangeLog } from './change-log.ts';
import type { Replication } from './replication.ts';
import { createSerialList, type SerialList } from './serial-list.ts';
import type { ObjectKind, ObjectRecord, PropertyValue } from './snapshot.ts';
import type { UniqueKeys, UniqueProperty } from './unique-keys.ts';
import { createValueIndex, type IndexEntry, type ValueIndex } from './value-index.ts';

export interface ObjectPage {
  readonly objects: readonly ObjectRecord[];
  /** Give this to read on; undefined when this was the last page. */
  readonly next: number | undefined;
}

export interface ObjectSet {
  readonly kind: ObjectKind;
  readonly count: () => number;
  readonly get: (id: string) => ObjectRecord | undefined;
  readonly getDeleted: (id: string) => ObjectRecord | undefined;
  readonly findBy: (property: UniqueProperty, value: string) => ObjectRecord | undefined;
  readonly conflictOf: (record: ObjectRecord) => UniqueProperty | undefined;
  /** Adds the object, or replaces the one with the same id. The caller has asked `conflictOf` before. */
  readonly put: (record: ObjectRecord) => void;
  /** Moves the object to the deleted ones, where it looks like `record`. */
  readonly softDelete: (record: ObjectRecord) => void;
  /** Moves the object back, where it looks like `record`. */
  readonly restore: (record: ObjectRecord) => void;
  /** Removes the object, live or deleted, for good. */
  readonly purge: (id: string) => void;
  readonly visible: (id: string) => ObjectRecord | undefined;
  /** In the order of creation. A position stays valid while objects come and go. */
  readonly page: (position: number, size: number) => ObjectPage;
  readonly deletedPage: (position: number, size: number) => ObjectPage;
  /** Every visible object after the position, with its own position. */
  readonly after: (position: number) => Generator<PositionedObject>;
  readonly at: (position: number) => ObjectRecord | undefined;
  /** False while a change is on its way to the readers: the indexes already know it. */
  readonly isSettled: () => boolean;
  readonly indexOf: (property: string) => ValueIndex;
  readonly changes: ChangeLog;
  readonly all: () => readonly ObjectRecord[];
  readonly allDeleted: () => readonly ObjectRecord[];
}

export interface PositionedObject {
  readonly position: number;
  readonly record: ObjectRecord;
}

export interface ObjectSetContext {
  readonly kind: ObjectKind;
  readonly nextSerial: () => number;
  readonly keys: UniqueKeys;
  readonly replication: Replication;
  /** Whether a delta query shows a change before its values have arrived. */
  readonly hasEchoes: () => boolean;
}

export function createObjectSet(context: ObjectSetContext): ObjectSet {
  const { kind, nextSerial, keys, replication, hasEchoes } = context;
  const live = createKeptObjects(nextSerial);
  const deleted = createKeptObjects(nextSerial);
  const changes = createChangeLog(nextSerial);
  const indexes = new Map<string, ValueIndex>();
  /** What readers still see of objects that changed, and how many changes are on their way. */
  const late = new Map<string, { readonly shown: ObjectRecord | undefined; readonly waiting: number }>();

  const change = (id: string, apply: () => void): void => {
    const before = live.get(id);
    const known = late.get(id) ?? { shown: before, waiting: 0 };
    const keysBefore = indexedKeys(before);
    apply();
    const after = live.get(id);
    reindex(keysBefore, indexedKeys(after));
    late.set(id, { ...known, waiting: known.waiting + 1 });
    if (replication.lagMs() > 0 && hasEchoes()) changes.note(id);
    replication.spread(() => {
      const waiting = (late.get(id)?.waiting ?? 1) - 1;
      if (waiting === 0) late.delete(id);
      else late.set(id, { shown: after, waiting });
      changes.note(id);
    });
  };

  const entriesOf = (record: ObjectRecord, property: string): readonly IndexEntry[] =>
    indexKeys(record[property]).map((key) => ({ key, serial: live.positionOf(record.id) }));
  const indexedKeys = (record: ObjectRecord | undefined): IndexedKeys =>
    new Map([...indexes.keys()].map((property) => [property, record === undefined ? [] : entriesOf(record, property)]));
  /** Most changes leave most properties as they are, and their indexes alone. */
  const reindex = (before: IndexedKeys, after: IndexedKeys): void => {
    for (const [property, values] of indexes) {
      const gone = before.get(property) ?? [];
      const come = after.get(property) ?? [];
      if (isSame(gone, come)) continue;
      for (const entry of gone) values.remove(entry);
      for (const entry of come) values.add(entry);
    }
  };

  const visible: ObjectSet['visible'] = (id) => {
    const lateObject = late.get(id);
    return lateObject === undefined ? live.get(id) : lateObject.shown;
  };

  const after: ObjectSet['after'] = function* (position) {
    for (const { serial, item } of live.order.after(position)) {
      const record = visible(item);
      if (record !== undefined) yield { position: serial, record };
    }
  };

  return {
    kind,
    count: live.count,
    get: live.get,
    getDeleted: deleted.get,
    findBy: (property, value) => {
      const id = keys.ownerOf(kind, property, value);
      return id === undefined ? undefined : live.get(id);
    },
    conflictOf: (record) => keys.conflictOf(kind, record),
    put: (record) =>
      change(record.id, () => {
        const before = live.get(record.id);
        if (before !== undefined) keys.release(kind, before);
        keys.claim(kind, record);
        live.put(record);
      }),
    softDelete: (record) =>
      change(record.id, () => {
        const before = live.get(record.id);
        if (before !== undefined) keys.release(kind, before);
        keys.claim(kind, record);
        live.remove(record.id);
        deleted.put(record);
      }),
    restore: (record) =>
      change(record.id, () => {
        const before = deleted.get(record.id);
        if (before !== undefined) keys.release(kind, before);
        keys.claim(kind, record);
        deleted.remove(record.id);
        live.put(record);
      }),
    purge: (id) =>
      change(id, () => {
        const before = live.get(id) ?? deleted.get(id);
        if (before !== undefined) keys.release(kind, before);
        live.remove(id);
        deleted.remove(id);
      }),
    visible,
    page: (position, size) => pageOf(after(position), size),
    deletedPage: (position, size) => pageOf(deleted.after(position), size),
    after,
    at: (position) => {
      const [first] = live.order.after(position - 1);
      return first?.serial === position ? visible(first.item) : undefined;
    },
    isSettled: () => late.size === 0,
    indexOf: (property) => {
      const known = indexes.get(property);
      if (known !== undefined) return known;
      const made = createValueIndex(live.all().flatMap((record) => entriesOf(record, property)));
      indexes.set(property, made);
      return made;
    },
    changes,
    all: live.all,
    allDeleted: deleted.all,
  };
}

type IndexedKeys = ReadonlyMap<string, readonly IndexEntry[]>;

const isSame = (left: readonly IndexEntry[], right: readonly IndexEntry[]): boolean =>
  left.length === right.length &&
  left.every(({ key, serial }, index) => key === right[index]?.key && serial === right[index]?.serial);

interface KeptObjects {
  readonly order: SerialList<string>;
  readonly count: () => number;
  readonly get: (id: string) => ObjectRecord | undefined;
  readonly positionOf: (id: string) => number;
  readonly put: (record: ObjectRecord) => void;
  readonly remove: (id: string) => void;
  readonly after: (position: number) => Generator<PositionedObject>;
  readonly all: () => readonly ObjectRecord[];
}

function createKeptObjects(nextSerial: () => number): KeptObjects {
  const records = new Map<string, ObjectRecord>();
  const positions = new Map<string, number>();
  const order = createSerialList<string>();
  const after: KeptObjects['after'] = function* (position) {
    for (const { serial, item } of order.after(position)) {
      const record = records.get(item);
      if (record !== undefined) yield { position: serial, record };
    }
  };
  return {
    order,
    count: () => records.size,
    get: (id) => records.get(id),
    positionOf: (id) => positions.get(id) ?? 0,
    put: (record) => {
      if (!records.has(record.id)) {
        const serial = nextSerial();
        positions.set(record.id, serial);
        order.append(serial, record.id);
      }
      records.set(record.id, record);
    },
    remove: (id) => {
      const position = positions.get(id);
      if (position !== undefined) order.remove(position);
      positions.delete(id);
      records.delete(id);
    },
    after,
    all: () => [...after(0)].map(({ record }) => record),
  };
}

function pageOf(source: Generator<PositionedObject>, size: number): ObjectPage {
  const objects: ObjectRecord[] = [];
  let last = 0;
  for (const { position, record } of source) {
    if (objects.length === size) return { objects, next: last };
    objects.push(record);
    last = position;
  }
  return { objects, next: undefined };
}

/** The keys under which an object is found by this property: its values in lower case, or the empty text. */
export function indexKeys(value: PropertyValue | undefined): readonly string[] {
  const values = Array.isArray(value) ? value : value === undefined || value === null ? [] : [value];
  const keys = values.filter((one) => typeof one === 'string' || typeof one === 'boolean');
  return keys.length === 0 ? [''] : [...new Set(keys.map((one) => String(one).toLowerCase()))];
}
