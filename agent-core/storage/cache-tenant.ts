/** What is remembered of the tenant, in cache.db: users, groups, and the members of groups that are ours. */
import type { DatabaseSync } from 'node:sqlite';
import { objectGuidSchema } from '../contract/identifiers.ts';
import type { TenantUser } from '../sync/tenant.ts';
import type { TenantGroup } from '../sync/tenant-groups.ts';
import type { OwnedUser, TenantMemory } from '../sync/tenant-memory.ts';
import type { Opener } from './cache-tables.ts';
import { inTransaction, tryWrite } from './database.ts';

export function createTenantMemory(database: DatabaseSync, opener: Opener): TenantMemory {
  const statements = prepare(database);
  const write = (work: () => void) => tryWrite(() => inTransaction(database, work));
  return {
    putUsers: (users) =>
      write(() => {
        for (const user of users) putUser(statements, opener, user);
      }),
    keepUsers: (ids) =>
      write(() => {
        for (const { id } of idsIn(statements.userIds, ids)) {
          openOwners(opener, statements.user.get(id));
          opener.openCounterpartOf(id);
          statements.removeUser.run(id);
          statements.removeAddresses.run(id);
        }
      }),
    putGroups: (groups) =>
      write(() => {
        for (const group of groups) putGroup(statements, opener, group);
      }),
    keepGroups: (ids) =>
      write(() => {
        for (const { id } of idsIn(statements.groupIds, ids)) {
          openKey(opener, statements.group.get(id)?.key);
          opener.openCounterpartOf(id);
          statements.removeGroup.run(id);
          statements.removeMembers.run(id);
        }
      }),
    putMembers: ({ tenantObjectId, uniqueName }, members) =>
      write(() => {
        const wanted = new Set<string>(members);
        const before = statements.members.all(tenantObjectId).map((row) => String(row.member_id));
        const gone = before.filter((id) => !wanted.has(id));
        for (const id of before) wanted.delete(id);
        for (const id of gone) statements.removeMember.run(tenantObjectId, id);
        for (const id of wanted) statements.addMember.run(tenantObjectId, id);
        if (gone.length + wanted.size > 0) openKey(opener, uniqueName);
      }),
  };
}

type Statements = ReturnType<typeof prepare>;

function prepare(database: DatabaseSync) {
  return {
    user: database.prepare('SELECT anchor, marked_for, content FROM tenant_users WHERE id = ?'),
    userIds: database.prepare('SELECT id FROM tenant_users'),
    putUser: database.prepare(
      'INSERT OR REPLACE INTO tenant_users (id, anchor, name, marked_for, content) VALUES (?, ?, ?, ?, ?)',
    ),
    removeUser: database.prepare('DELETE FROM tenant_users WHERE id = ?'),
    addAddress: database.prepare('INSERT OR IGNORE INTO tenant_addresses (address, user_id) VALUES (?, ?)'),
    removeAddresses: database.prepare('DELETE FROM tenant_addresses WHERE user_id = ?'),
    group: database.prepare('SELECT key, content FROM tenant_groups WHERE id = ?'),
    groupIds: database.prepare('SELECT id FROM tenant_groups'),
    putGroup: database.prepare('INSERT OR REPLACE INTO tenant_groups (id, key, content) VALUES (?, ?, ?)'),
    removeGroup: database.prepare('DELETE FROM tenant_groups WHERE id = ?'),
    members: database.prepare('SELECT member_id FROM tenant_members WHERE group_id = ?'),
    addMember: database.prepare('INSERT INTO tenant_members (group_id, member_id) VALUES (?, ?)'),
    removeMember: database.prepare('DELETE FROM tenant_members WHERE group_id = ? AND member_id = ?'),
    removeMembers: database.prepare('DELETE FROM tenant_members WHERE group_id = ?'),
  };
}

function putUser(statements: Statements, opener: Opener, { user, markedFor }: OwnedUser): void {
  const { tenantObjectId, anchor, values, otherAddresses } = user;
  const content = JSON.stringify(user);
  const before = statements.user.get(tenantObjectId);
  if (before?.content === content && before.marked_for === markedFor) return;
  const name = typeof values.userPrincipalName === 'string' ? values.userPrincipalName.toLowerCase() : null;
  statements.putUser.run(tenantObjectId, anchor, name, markedFor, content);
  if (before !== undefined) statements.removeAddresses.run(tenantObjectId);
  const mail = typeof values.mail === 'string' ? [values.mail.toLowerCase()] : [];
  for (const address of [...mail, ...otherAddresses]) statements.addAddress.run(address, tenantObjectId);
  openOwners(opener, before);
  openOwners(opener, { anchor, marked_for: markedFor });
}

/** Whose counterpart it may be: by its anchor and by its mark. */
function openOwners(opener: Opener, row: Readonly<Record<string, unknown>> | undefined): void {
  if (typeof row?.anchor === 'string') opener.openAnchor(row.anchor);
  if (typeof row?.marked_for === 'string') opener.open(row.marked_for);
}

function putGroup(statements: Statements, opener: Opener, group: TenantGroup): void {
  const { tenantObjectId, uniqueName } = group;
  const content = JSON.stringify(group);
  if (statements.group.get(tenantObjectId)?.content === content) return;
  statements.putGroup.run(tenantObjectId, uniqueName, content);
  openKey(opener, uniqueName);
}

/** A group that we made has the objectGUID of its object for a key; that of any other belongs to no object. */
function openKey(opener: Opener, key: unknown): void {
  const objectGuid = objectGuidSchema.safeParse(key);
  if (objectGuid.success) opener.open(objectGuid.data);
}

function idsIn(statement: Statements['userIds'], kept: ReadonlySet<string>): readonly { readonly id: string }[] {
  const gone: { readonly id: string }[] = [];
  for (const { id } of statement.iterate()) if (!kept.has(String(id))) gone.push({ id: String(id) });
  return gone;
}

/** Written by this file from the same types; SQLite vouches for the bytes. */
export const parseTenantUser = (content: unknown): TenantUser => JSON.parse(String(content)) as TenantUser;
export const parseTenantGroup = (content: unknown): TenantGroup => JSON.parse(String(content)) as TenantGroup;
