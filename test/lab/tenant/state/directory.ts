/** The objects of the tenant and the links between them, with what happens to the links when an object goes. */
import type { KnobBoard } from './knobs.ts';
import { createLinkSet, type LinkSet } from './link-set.ts';
import { createObjectSet, type ObjectSet } from './object-set.ts';
import { createReplication, type Replication } from './replication.ts';
import { type ObjectKind, type ObjectRecord, objectKinds } from './snapshot.ts';
import type { TenantClock } from './tenant-clock.ts';
import { createUniqueKeys } from './unique-keys.ts';

export interface LocatedObject {
  readonly kind: ObjectKind;
  readonly record: ObjectRecord;
}

export interface Directory {
  readonly sets: Readonly<Record<ObjectKind, ObjectSet>>;
  /** From a group or directory role to its members. */
  readonly members: LinkSet;
  /** From a group or application to its owners. */
  readonly owners: LinkSet;
  /** From a user to the one manager. */
  readonly managers: LinkSet;
  readonly replication: Replication;
  /** The live object of any kind, as writers see it. */
  readonly locate: (id: string) => LocatedObject | undefined;
  /** The same as readers see it. */
  readonly locateVisible: (id: string) => LocatedObject | undefined;
  readonly locateDeleted: (id: string) => LocatedObject | undefined;
  /** The latest serial number: what changes from now on has a greater one. */
  readonly lastSerial: () => number;
  /** Deletes an object so that it can be restored; its links are remembered. */
  readonly softDelete: (id: string, deletedRecord: ObjectRecord) => void;
  readonly restore: (id: string, restoredRecord: ObjectRecord) => void;
  /** Deletes an object, live or deleted, and its links for good. */
  readonly purge: (id: string) => void;
}

export interface DirectoryContext {
  readonly clock: TenantClock;
  readonly knobs: KnobBoard;
}

export function createDirectory({ clock, knobs }: DirectoryContext): Directory {
  let serial = 0;
  const nextSerial = (): number => {
    serial += 1;
    return serial;
  };
  const keys = createUniqueKeys();
  const replication = createReplication({ now: clock.now, lagMs: () => knobs.read().replicationLagMs });
  const hasEchoes = (): boolean => knobs.read().deltaEchoes;
  const setOf = (kind: ObjectKind): ObjectSet => createObjectSet({ kind, nextSerial, keys, replication, hasEchoes });
  const sets = {
    user: setOf('user'),
    group: setOf('group'),
    contact: setOf('contact'),
    application: setOf('application'),
    servicePrincipal: setOf('servicePrincipal'),
    directoryRole: setOf('directoryRole'),
  } as const satisfies Readonly<Record<ObjectKind, ObjectSet>>;

  const noteGroup = (source: string): void => {
    if (sets.group.get(source) !== undefined) sets.group.changes.note(source);
  };
  const members = createLinkSet({ nextSerial, replication, onChange: noteGroup });
  const owners = createLinkSet({ nextSerial, replication, onChange: noteGroup });
  const managers = createLinkSet({ nextSerial, replication, onChange: (source) => sets.user.changes.note(source) });
  const links = [members, owners, managers];

  const find = (look: (set: ObjectSet) => ObjectRecord | undefined): LocatedObject | undefined => {
    for (const kind of objectKinds) {
      const record = look(sets[kind]);
      if (record !== undefined) return { kind, record };
    }
    return undefined;
  };
  const locate: Directory['locate'] = (id) => find((set) => set.get(id));
  const locateDeleted: Directory['locateDeleted'] = (id) => find((set) => set.getDeleted(id));

  return {
    sets,
    members,
    owners,
    managers,
    replication,
    locate,
    locateVisible: (id) => find((set) => set.visible(id)),
    locateDeleted,
    lastSerial: () => serial,
    softDelete: (id, deletedRecord) => {
      const found = locate(id);
      if (found === undefined) return;
      for (const link of links) link.suspend(id);
      sets[found.kind].softDelete(deletedRecord);
    },
    restore: (id, restoredRecord) => {
      const found = locateDeleted(id);
      if (found === undefined) return;
      sets[found.kind].restore(restoredRecord);
      for (const link of links) link.resume(id);
    },
    purge: (id) => {
      const found = locate(id) ?? locateDeleted(id);
      if (found === undefined) return;
      for (const link of links) link.drop(id);
      sets[found.kind].purge(id);
    },
  };
}
