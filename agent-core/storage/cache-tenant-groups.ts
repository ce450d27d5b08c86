/** The groups of the tenant in cache.db, and the members of those that the directory has, too. */
import type { DatabaseSync } from 'node:sqlite';
import { assertNever } from '../contract/assert-never.ts';
import { objectGuidSchema, type TenantObjectId } from '../contract/identifiers.ts';
import type { GroupChange, MemberToldOf } from '../sync/tenant-changes.ts';
import type { TenantGroup } from '../sync/tenant-groups.ts';
import type { TenantMemory } from '../sync/tenant-memory.ts';
import type { Opener } from './cache-tables.ts';

export interface TenantGroupTables {
  beginAnew(): void;
  change(change: GroupChange, isWhole: boolean): void;
  endAnew(): void;
  readonly unread: TenantMemory['unreadGroups'];
  putMembers(group: TenantGroup, members: readonly TenantObjectId[]): void;
}

/** As it was written here. */
export const parseTenantGroup = (content: unknown): TenantGroup => JSON.parse(String(content)) as TenantGroup;

export const groupOf = (change: GroupChange): TenantObjectId =>
  change.kind === 'told' ? change.group.tenantObjectId : change.tenantObjectId;

export function createTenantGroups(database: DatabaseSync, opener: Opener): TenantGroupTables {
  const statements = prepare(database);
  const store = { statements, opener };
  return {
    beginAnew: () => void statements.readNone.run(),
    change: (change, isWhole) => changeGroup(store, change, isWhole),
    endAnew: () => {
      for (const { id } of statements.untold.all()) removeGroup(store, String(id));
      for (const { group_id, member_id, key } of statements.untoldMembers.all()) {
        statements.removeMember.run(String(group_id), String(member_id));
        openKey(opener, key);
      }
    },
    unread: () => statements.unread.all().map(({ content }) => parseTenantGroup(content)),
    putMembers: ({ tenantObjectId, uniqueName }, members) => {
      const wanted = new Set<string>(members);
      const before = statements.members.all(tenantObjectId).map(({ member_id }) => String(member_id));
      const gone = before.filter((id) => !wanted.has(id));
      for (const id of before) wanted.delete(id);
      for (const id of gone) statements.removeMember.run(tenantObjectId, id);
      for (const id of wanted) statements.addMember.run(tenantObjectId, id);
      if (gone.length + wanted.size > 0) openKey(opener, uniqueName);
      statements.readMembers.run(tenantObjectId);
    },
  };
}

interface Store {
  readonly statements: ReturnType<typeof prepare>;
  readonly opener: Opener;
}

function prepare(database: DatabaseSync) {
  /** That the directory has it, too, as it was last read completely. */
  const isOurs = `EXISTS (
    SELECT 1 FROM readings r JOIN objects o ON o.reading = r.id AND o.object_guid = g.key
    WHERE r.position IS NOT NULL AND o.kind = 'group')`;
  return {
    group: database.prepare(
      `SELECT g.key, g.content, g.has_members, ${isOurs} AS is_ours FROM tenant_groups g WHERE g.id = ?`,
    ),
    put: database.prepare(
      `INSERT INTO tenant_groups (id, key, content) VALUES (?, ?, ?)
       ON CONFLICT (id) DO UPDATE SET key = excluded.key, content = excluded.content`,
    ),
    remove: database.prepare('DELETE FROM tenant_groups WHERE id = ?'),
    removeMembers: database.prepare('DELETE FROM tenant_members WHERE group_id = ?'),
    readNone: database.prepare('UPDATE tenant_groups SET has_members = 0 WHERE has_members = 1'),
    readMembers: database.prepare('UPDATE tenant_groups SET has_members = 1 WHERE id = ?'),
    unread: database.prepare(
      `SELECT g.content FROM tenant_groups g WHERE g.has_members = 0 AND g.key IS NOT NULL AND ${isOurs}`,
    ),
    untold: database.prepare(
      `SELECT id FROM tenant_groups g WHERE NOT EXISTS (SELECT 1 FROM told t WHERE t.type = 'group' AND t.id = g.id)`,
    ),
    // Of a group whose members are not told at all, nothing is known to be gone.
    untoldMembers: database.prepare(
      `SELECT m.group_id, m.member_id, g.key FROM tenant_groups g JOIN tenant_members m ON m.group_id = g.id
       WHERE g.has_members = 1 AND NOT EXISTS (
         SELECT 1 FROM told t WHERE t.type = 'group' AND t.id = m.group_id AND t.member_id = m.member_id)`,
    ),
    tellMember: database.prepare("INSERT OR IGNORE INTO told (type, id, member_id) VALUES ('group', ?, ?)"),
    members: database.prepare('SELECT member_id FROM tenant_members WHERE group_id = ?'),
    addMember: database.prepare('INSERT OR IGNORE INTO tenant_members (group_id, member_id) VALUES (?, ?)'),
    removeMember: database.prepare('DELETE FROM tenant_members WHERE group_id = ? AND member_id = ?'),
  };
}

function changeGroup(store: Store, change: GroupChange, isWhole: boolean): void {
  const { statements } = store;
  const id = groupOf(change);
  const before = statements.group.get(id);
  switch (change.kind) {
    case 'told': {
      putGroup(store, change.group, before?.content);
      if (change.members === null) return;
      // Of one that was not there before, all members are told.
      const isToldAll = isWhole || before === undefined;
      const row = before?.has_members === 1 ? before : statements.group.get(id);
      if (row?.has_members !== 1 && !(isToldAll && row?.is_ours === 1)) return;
      if (row.has_members !== 1) statements.readMembers.run(id);
      changeMembers(store, id, row.key, change.members, isWhole);
      return;
    }
    case 'written': {
      const { tenantObjectId, uniqueName, values } = change;
      if (before === undefined && uniqueName === undefined) return;
      const known: TenantGroup =
        before === undefined
          ? { tenantObjectId, uniqueName: uniqueName ?? null, ...unseen }
          : parseTenantGroup(before.content);
      putGroup(store, { ...known, values: { ...known.values, ...values } }, before?.content);
      return;
    }
    case 'members':
      if (before?.has_members === 1) changeMembers(store, id, before.key, change.members, isWhole);
      return;
    case 'gone':
      if (before !== undefined) removeGroup(store, id);
      return;
    default:
      assertNever(change);
  }
}

/** As the agent makes them. */
const unseen = { kind: 'security', hasLicences: false, values: {} } as const;

function putGroup({ statements, opener }: Store, group: TenantGroup, before: unknown): void {
  const { tenantObjectId, uniqueName, kind, hasLicences, values } = group;
  // In this order, so that equal groups are equal texts.
  const content = JSON.stringify({ tenantObjectId, uniqueName, kind, hasLicences, values });
  if (before === content) return;
  statements.put.run(tenantObjectId, uniqueName, content);
  openKey(opener, uniqueName);
}

function changeMembers(
  { statements, opener }: Store,
  group: TenantObjectId,
  key: unknown,
  members: readonly MemberToldOf[],
  isWhole: boolean,
): void {
  let changed = 0;
  for (const { tenantObjectId, isThere } of members) {
    if (isWhole && isThere) statements.tellMember.run(group, tenantObjectId);
    const statement = isThere ? statements.addMember : statements.removeMember;
    changed += Number(statement.run(group, tenantObjectId).changes);
  }
  if (changed > 0) openKey(opener, key);
}

function removeGroup({ statements, opener }: Store, id: string): void {
  openKey(opener, statements.group.get(id)?.key);
  opener.openCounterpartOf(id);
  statements.remove.run(id);
  statements.removeMembers.run(id);
}

/** A group that we made has the objectGUID of its object for a key; that of any other belongs to no object. */
function openKey(opener: Opener, key: unknown): void {
  const objectGuid = objectGuidSchema.safeParse(key);
  if (objectGuid.success) opener.open(objectGuid.data);
}
