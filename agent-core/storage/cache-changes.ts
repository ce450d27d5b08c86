/** Carries out what changed in a domain on what is remembered of it, and opens the verdict on every object that is not as it was. */
import type { DatabaseSync } from 'node:sqlite';
import { assertNever } from '../contract/assert-never.ts';
import { type ObjectGuid, objectGuidSchema } from '../contract/identifiers.ts';
import type { MemberChange, MemoryChanges, RememberedObject } from '../sync/directory-memory.ts';
import type { MemberReference } from '../sync/directory-source.ts';
import type { Opener } from './cache-tables.ts';

export function createChanges(database: DatabaseSync, opener: Pick<Opener, 'open' | 'openAll'>) {
  const statements = prepare(database);
  return (reading: number, { removed, objects, members }: MemoryChanges): void => {
    for (const objectGuid of removed) {
      opener.open(objectGuid);
      for (const group of groupsOf(statements, reading, objectGuid)) opener.open(group);
      for (const statement of [statements.remove, statements.empty, statements.leaveAll])
        statement.run(reading, objectGuid);
    }
    for (const object of objects) put(statements, opener, reading, object);
    for (const change of members) changeMembers(statements, opener, reading, change);
  };
}

type Statements = ReturnType<typeof prepare>;

function prepare(database: DatabaseSync) {
  return {
    find: database.prepare('SELECT kind, parent, name, attributes FROM objects WHERE reading = ? AND object_guid = ?'),
    put: database.prepare(
      `INSERT INTO objects (reading, object_guid, kind, parent, name, attributes) VALUES (?, ?, ?, ?, ?, ?)
       ON CONFLICT (reading, object_guid) DO UPDATE SET
         kind = excluded.kind, parent = excluded.parent, name = excluded.name, attributes = excluded.attributes`,
    ),
    remove: database.prepare('DELETE FROM objects WHERE reading = ? AND object_guid = ?'),
    link: database.prepare(
      `INSERT INTO members (reading, group_guid, member_guid, member_sid) VALUES (?, ?, ?, ?)
       ON CONFLICT (reading, group_guid, member_guid) DO UPDATE SET member_sid = excluded.member_sid`,
    ),
    unlink: database.prepare('DELETE FROM members WHERE reading = ? AND group_guid = ? AND member_guid = ?'),
    empty: database.prepare('DELETE FROM members WHERE reading = ? AND group_guid = ?'),
    leaveAll: database.prepare('DELETE FROM members WHERE reading = ? AND member_guid = ?'),
    groups: database.prepare('SELECT group_guid FROM members WHERE reading = ? AND member_guid = ?'),
  };
}

function put(
  statements: Statements,
  opener: Pick<Opener, 'open' | 'openAll'>,
  reading: number,
  { objectGuid, kind, parent, name, attributes }: RememberedObject,
): void {
  const content = JSON.stringify(attributes);
  const before = statements.find.get(reading, objectGuid);
  const hasMoved = before !== undefined && (before.parent !== parent || before.name !== name);
  const isSame = before !== undefined && !hasMoved && before.kind === kind && before.attributes === content;
  if (isSame) return;
  statements.put.run(reading, objectGuid, kind, parent, name, content);
  // Whatever is below a place has another distinguished name now, and perhaps another scope.
  if (kind === 'place' && hasMoved) opener.openAll();
  if (kind !== 'place') opener.open(objectGuid);
}

function changeMembers(
  statements: Statements,
  opener: Pick<Opener, 'open'>,
  reading: number,
  change: MemberChange,
): void {
  const link = (group: ObjectGuid, { objectGuid, sid }: MemberReference) => {
    statements.link.run(reading, group, objectGuid, sid);
    opener.open(group);
  };
  const unlink = (group: ObjectGuid, objectGuid: ObjectGuid) => {
    statements.unlink.run(reading, group, objectGuid);
    opener.open(group);
  };
  switch (change.kind) {
    case 'added':
      link(change.group, change.member);
      return;
    case 'removed':
      unlink(change.group, change.member.objectGuid);
      return;
    case 'replaced':
      statements.empty.run(reading, change.group);
      opener.open(change.group);
      for (const member of change.members) link(change.group, member);
      return;
    case 'belongs': {
      const before = new Set(groupsOf(statements, reading, change.member.objectGuid));
      const after = new Set(change.groups);
      for (const group of before) if (!after.has(group)) unlink(group, change.member.objectGuid);
      for (const group of change.groups) if (!before.has(group)) link(group, change.member);
      return;
    }
    default:
      assertNever(change);
  }
}

function groupsOf(statements: Statements, reading: number, member: ObjectGuid): readonly ObjectGuid[] {
  return statements.groups.all(reading, member).map(({ group_guid }) => objectGuidSchema.parse(group_guid));
}
