/**
 * One kind of link between objects, such as the members of groups: who is linked, in which order it came about, and what
 * changed since. Writers ask `has`; readers ask `page` and `changesAfter`, which show what has reached their copy.
 */
import type { Replication } from './replication.ts';
import { createSerialList, type SerialList } from './serial-list.ts';
import type { LinkSnapshot } from './snapshot.ts';

export interface LinkPage {
  readonly targets: readonly string[];
  readonly next: number | undefined;
}

export interface LinkChange {
  readonly serial: number;
  readonly target: string;
}

export interface LinkSet {
  readonly has: (source: string, target: string) => boolean;
  readonly count: (source: string) => number;
  readonly add: (source: string, target: string) => void;
  readonly remove: (source: string, target: string) => void;
  /** In the order in which they were added. A position stays valid while links come and go. */
  readonly page: (source: string, position: number, size: number) => LinkPage;
  readonly targetsOf: (source: string) => readonly string[];
  readonly sourcesOf: (target: string) => readonly string[];
  /** Links that readers have seen since, in order. */
  readonly addedAfter: (source: string, serial: number) => Generator<LinkChange>;
  /** Links that readers have seen no longer since, in order. */
  readonly removedAfter: (source: string, serial: number) => Generator<LinkChange>;
  /** Takes the links to a deleted object out and remembers them. */
  readonly suspend: (target: string) => void;
  /** Puts the links to a restored object back. */
  readonly resume: (target: string) => void;
  /** Forgets every link from and to an object. */
  readonly drop: (id: string) => void;
  readonly snapshot: () => LinkSnapshot;
  readonly load: (snapshot: LinkSnapshot) => void;
}

export interface LinkSetContext {
  readonly nextSerial: () => number;
  readonly replication: Replication;
  /** Called when readers see the links of this source change. */
  readonly onChange: (source: string) => void;
}

export function createLinkSet({ nextSerial, replication, onChange }: LinkSetContext): LinkSet {
  const targetsBySource = new Map<string, Set<string>>();
  const sourcesByTarget = new Map<string, Set<string>>();
  const shownBySource = new Map<string, ShownLinks>();
  const suspended = new Map<string, readonly string[]>();

  const shownOf = (source: string): ShownLinks => {
    const known = shownBySource.get(source);
    if (known !== undefined) return known;
    const made = createShownLinks(nextSerial);
    shownBySource.set(source, made);
    return made;
  };
  const has: LinkSet['has'] = (source, target) => targetsBySource.get(source)?.has(target) ?? false;
  const add: LinkSet['add'] = (source, target) => {
    if (has(source, target)) return;
    insert(targetsBySource, source, target);
    insert(sourcesByTarget, target, source);
    replication.spread(() => {
      shownOf(source).add(target);
      onChange(source);
    });
  };
  const remove: LinkSet['remove'] = (source, target) => {
    if (!has(source, target)) return;
    targetsBySource.get(source)?.delete(target);
    sourcesByTarget.get(target)?.delete(source);
    replication.spread(() => {
      shownOf(source).remove(target);
      onChange(source);
    });
  };
  const targetsOf: LinkSet['targetsOf'] = (source) => [...(targetsBySource.get(source) ?? [])];
  const sourcesOf: LinkSet['sourcesOf'] = (target) => [...(sourcesByTarget.get(target) ?? [])];

  return {
    has,
    count: (source) => targetsBySource.get(source)?.size ?? 0,
    add,
    remove,
    page: (source, position, size) => {
      const targets: string[] = [];
      let last = position;
      for (const { serial, item } of shownOf(source).present.after(position)) {
        if (targets.length === size) return { targets, next: last };
        targets.push(item);
        last = serial;
      }
      return { targets, next: undefined };
    },
    targetsOf,
    sourcesOf,
    addedAfter: function* (source, serial) {
      for (const entry of shownOf(source).present.after(serial)) yield { serial: entry.serial, target: entry.item };
    },
    removedAfter: function* (source, serial) {
      for (const entry of shownOf(source).gone.after(serial)) yield { serial: entry.serial, target: entry.item };
    },
    suspend: (target) => {
      const sources = sourcesOf(target);
      suspended.set(target, sources);
      for (const source of sources) remove(source, target);
    },
    resume: (target) => {
      for (const source of suspended.get(target) ?? []) add(source, target);
      suspended.delete(target);
    },
    drop: (id) => {
      for (const source of sourcesOf(id)) remove(source, id);
      for (const target of targetsOf(id)) remove(id, target);
      suspended.delete(id);
    },
    snapshot: () => ({
      links: [...targetsBySource.keys()]
        .map((source) => [source, targetsOf(source)] as const)
        .filter(([, targets]) => targets.length > 0),
      suspended: [...suspended],
    }),
    load: (snapshot) => {
      for (const [source, targets] of snapshot.links) for (const target of targets) add(source, target);
      for (const [target, sources] of snapshot.suspended) suspended.set(target, sources);
    },
  };
}

/** The readers' side of one source: what is linked now and what no longer is, each at its latest change. */
interface ShownLinks {
  readonly present: SerialList<string>;
  readonly gone: SerialList<string>;
  readonly add: (target: string) => void;
  readonly remove: (target: string) => void;
}

function createShownLinks(nextSerial: () => number): ShownLinks {
  const present = createSerialList<string>();
  const gone = createSerialList<string>();
  const presentSerials = new Map<string, number>();
  const goneSerials = new Map<string, number>();
  const move = (target: string, from: SerialList<string>, fromSerials: Map<string, number>): void => {
    const serial = fromSerials.get(target);
    if (serial !== undefined) from.remove(serial);
    fromSerials.delete(target);
  };
  const enter = (target: string, to: SerialList<string>, toSerials: Map<string, number>): void => {
    const serial = nextSerial();
    toSerials.set(target, serial);
    to.append(serial, target);
  };
  return {
    present,
    gone,
    add: (target) => {
      move(target, gone, goneSerials);
      enter(target, present, presentSerials);
    },
    remove: (target) => {
      move(target, present, presentSerials);
      enter(target, gone, goneSerials);
    },
  };
}

function insert(sets: Map<string, Set<string>>, key: string, value: string): void {
  const known = sets.get(key);
  if (known === undefined) sets.set(key, new Set([value]));
  else known.add(value);
}
