/** What is remembered of the directory, in cache.db: objects, their places, memberships by objectGUID, and how far the changes are known. */
import type { DatabaseSync } from 'node:sqlite';
import type { ObjectGuid } from '../contract/identifiers.ts';
import type {
  DirectoryMemory,
  DomainMemory,
  NewReading,
  RememberedDomain,
  RememberedKind,
} from '../sync/directory-memory.ts';
import type { DirectoryGroup, DirectoryObject, MemberReference } from '../sync/directory-source.ts';
import { createChanges } from './cache-changes.ts';
import { createNames } from './cache-names.ts';
import { readPosition, writePosition } from './cache-position.ts';
import type { Opener } from './cache-tables.ts';
import { inTransaction, tryWrite } from './database.ts';

/** Frozen, as every migration. A reading without a position is not complete. */
export const directoryTables = `
  CREATE TABLE readings (id INTEGER PRIMARY KEY, domain TEXT NOT NULL, position TEXT) STRICT;
  CREATE UNIQUE INDEX complete_readings ON readings (domain) WHERE position IS NOT NULL;
  CREATE TABLE objects (
    id INTEGER PRIMARY KEY, reading INTEGER NOT NULL, object_guid TEXT NOT NULL, kind TEXT NOT NULL,
    parent TEXT, name TEXT NOT NULL, attributes TEXT NOT NULL
  ) STRICT;
  CREATE UNIQUE INDEX objects_by_guid ON objects (reading, object_guid);
  CREATE INDEX objects_by_manager ON objects (reading, attributes ->> '$.manager[0]')
    WHERE attributes ->> '$.manager[0]' IS NOT NULL;
  CREATE INDEX objects_by_owner ON objects (reading, attributes ->> '$.managedBy[0]')
    WHERE attributes ->> '$.managedBy[0]' IS NOT NULL;
  CREATE TABLE members (
    reading INTEGER NOT NULL, group_guid TEXT NOT NULL, member_guid TEXT NOT NULL, member_sid TEXT,
    PRIMARY KEY (reading, group_guid, member_guid)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX members_by_member ON members (reading, member_guid);`;

const timeToDie = `attributes ->> '$."msDS-Entry-Time-To-Die"[0]'`;

/** Frozen, as every migration. */
export const dynamicObjects = `CREATE INDEX dynamic_objects ON objects (reading, ${timeToDie}) WHERE ${timeToDie} IS NOT NULL`;

/** @param opener is told of every object that is not as it was */
export function createDirectoryMemory(database: DatabaseSync, opener: Opener): DirectoryMemory {
  const statements = prepare(database, opener);
  return {
    of: (domain) => memoryOf(database, statements, domain),
    read: (domain) => rememberedDomain(statements, domain),
  };
}

type Statements = ReturnType<typeof prepare>;

function prepare(database: DatabaseSync, opener: Opener) {
  return {
    opener,
    carryOut: createChanges(database, opener),
    fill: createChanges(database, silent),
    current: database.prepare('SELECT id, position FROM readings WHERE domain = ? AND position IS NOT NULL'),
    begin: database.prepare('INSERT INTO readings (domain) VALUES (?)'),
    others: database.prepare('SELECT id FROM readings WHERE domain = ? AND id <> ?'),
    forget: ['readings WHERE id', 'objects WHERE reading', 'members WHERE reading'].map((rows) =>
      database.prepare(`DELETE FROM ${rows} = ?`),
    ),
    move: database.prepare('UPDATE readings SET position = ? WHERE id = ?'),
    kind: database.prepare('SELECT kind FROM objects WHERE reading = ? AND object_guid = ?'),
    place: database.prepare('SELECT parent, name FROM objects WHERE reading = ? AND object_guid = ?'),
    ofKind: database.prepare(
      'SELECT object_guid, parent, name, attributes FROM objects WHERE reading = ? AND kind = ?',
    ),
    holders: ['manager', 'managedBy'].map((name) =>
      database.prepare(`SELECT object_guid FROM objects WHERE reading = ? AND attributes ->> '$.${name}[0]' = ?`),
    ),
    members: database.prepare('SELECT member_guid, member_sid FROM members WHERE reading = ? AND group_guid = ?'),
    overdue: database.prepare(`SELECT object_guid FROM objects WHERE reading = ? AND ${timeToDie} <= ?`),
  };
}

function memoryOf(database: DatabaseSync, statements: Statements, domain: string): DomainMemory {
  const currentId = () => currentIdOf(statements, domain);
  return {
    position: () => readPosition(statements.current.get(domain)?.position),
    beginAnew: () =>
      tryWrite(() =>
        inTransaction(database, () => {
          forgetOthers(statements, domain, currentId());
          return newReading(database, statements, domain, Number(statements.begin.run(domain).lastInsertRowid));
        }),
      ),
    change: (changes, position) =>
      tryWrite(() =>
        inTransaction(database, () => {
          statements.carryOut(currentId(), changes);
          statements.move.run(writePosition(position), currentId());
        }),
      ),
    kindsOf: (objectGuids) => kindsOf(statements, currentId(), objectGuids),
    holdersOf: (objectGuids) => holdersOf(statements, currentId(), objectGuids),
    overdue: (now) => statements.overdue.all(currentId(), now).map(({ object_guid }) => objectGuidOf(object_guid)),
  };
}

function rememberedDomain(statements: Statements, domain: string): RememberedDomain {
  const currentId = () => currentIdOf(statements, domain);
  return {
    users: () => readObjects(statements, currentId(), domain, 'user'),
    contacts: () => readObjects(statements, currentId(), domain, 'contact'),
    groups: () => readGroups(statements, currentId(), domain),
  };
}

/** Of the last complete reading; 0 when there is none. */
function currentIdOf(statements: Statements, domain: string): number {
  return Number(statements.current.get(domain)?.id ?? 0);
}

function newReading(database: DatabaseSync, statements: Statements, domain: string, id: number): NewReading {
  return {
    kindsOf: (objectGuids) => kindsOf(statements, id, objectGuids),
    add: (changes) => tryWrite(() => inTransaction(database, () => statements.fill(id, changes))),
    complete: (position) =>
      tryWrite(() =>
        inTransaction(database, () => {
          forgetOthers(statements, domain, id);
          statements.move.run(writePosition(position), id);
          statements.opener.openReading(id);
        }),
      ),
  };
}

/** Nobody sees a reading before it is complete; then all of it is open. */
const silent = { open: () => {}, openAll: () => {} };

/** Readings of this domain that are over: the one before, and those that a crash left behind. */
function forgetOthers(statements: Statements, domain: string, keptId: number): void {
  for (const { id } of statements.others.all(domain, keptId)) {
    for (const statement of statements.forget) statement.run(Number(id));
  }
}

function kindsOf(statements: Statements, reading: number, objectGuids: Iterable<ObjectGuid>) {
  const kinds = new Map<ObjectGuid, RememberedKind>();
  for (const objectGuid of objectGuids) {
    const kind = statements.kind.get(reading, objectGuid)?.kind;
    if (isKind(kind)) kinds.set(objectGuid, kind);
  }
  return kinds;
}

function isKind(kind: unknown): kind is RememberedKind {
  return kind === 'user' || kind === 'group' || kind === 'contact' || kind === 'place';
}

function holdersOf(statements: Statements, reading: number, objectGuids: Iterable<ObjectGuid>) {
  const holders = new Set<ObjectGuid>();
  for (const objectGuid of objectGuids) {
    for (const statement of statements.holders) {
      for (const { object_guid } of statement.all(reading, objectGuid)) holders.add(objectGuidOf(object_guid));
    }
  }
  return holders;
}

function readObjects(
  statements: Statements,
  reading: number,
  domain: string,
  kind: RememberedKind,
): readonly DirectoryObject[] | null {
  const nameBelow = createNames(statements.place, reading);
  const objects: DirectoryObject[] = [];
  for (const row of statements.ofKind.iterate(reading, kind)) {
    const distinguishedName = nameBelow(row.parent, row.name);
    if (distinguishedName === null) return null;
    const attributes = { ...parseAttributes(row.attributes), distinguishedName: [distinguishedName] };
    objects.push({ objectGuid: objectGuidOf(row.object_guid), domain, attributes });
  }
  return objects;
}

function readGroups(statements: Statements, reading: number, domain: string): readonly DirectoryGroup[] | null {
  const groups = readObjects(statements, reading, domain, 'group');
  if (groups === null) return null;
  return groups.map((group) => {
    const members: MemberReference[] = [];
    for (const { member_guid, member_sid } of statements.members.iterate(reading, group.objectGuid)) {
      members.push({ objectGuid: objectGuidOf(member_guid), sid: member_sid === null ? null : String(member_sid) });
    }
    const { distinguishedName, objectSid } = group.attributes;
    return { ...group, distinguishedName: distinguishedName?.[0] ?? '', sid: objectSid?.[0] ?? null, members };
  });
}

/** Written by `cache-changes.ts` from the same type; SQLite vouches for the bytes. */
export function parseAttributes(text: unknown): DirectoryObject['attributes'] {
  return JSON.parse(String(text)) as DirectoryObject['attributes'];
}

/** As `parseAttributes`. */
export const objectGuidOf = (value: unknown): ObjectGuid => String(value) as ObjectGuid;
