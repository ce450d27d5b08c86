/** What is remembered of the tenant, in cache.db: users, groups, the members of groups that the directory has too, and how far changes are known. */
import type { DatabaseSync } from 'node:sqlite';
import { assertNever } from '../contract/assert-never.ts';
import { objectGuidSchema } from '../contract/identifiers.ts';
import { objectInMark } from '../sync/ownership-mark.ts';
import type { TenantUser } from '../sync/tenant.ts';
import type { UserChange } from '../sync/tenant-changes.ts';
import type { TenantMemory } from '../sync/tenant-memory.ts';
import type { Opener } from './cache-tables.ts';
import { createTenantGroups, groupOf } from './cache-tenant-groups.ts';
import { readTenantPosition, writeTenantPosition } from './cache-tenant-position.ts';
import { inTransaction, tryWrite } from './database.ts';

/** Frozen, as every migration. Whatever is told while everything is, stands in `told` until the end. */
export const followedTables = `
  CREATE TABLE tenant_positions (type TEXT PRIMARY KEY, position TEXT NOT NULL) STRICT, WITHOUT ROWID;
  CREATE TABLE told (
    type TEXT NOT NULL, id TEXT NOT NULL, member_id TEXT NOT NULL, PRIMARY KEY (type, id, member_id)
  ) STRICT, WITHOUT ROWID;
  ALTER TABLE tenant_groups ADD COLUMN has_members INTEGER NOT NULL DEFAULT 0;
  CREATE INDEX unread_groups ON tenant_groups (key) WHERE has_members = 0 AND key IS NOT NULL;`;

export function createTenantMemory(database: DatabaseSync, opener: Opener): TenantMemory {
  const statements = prepare(database);
  const groups = createTenantGroups(database, opener);
  const write = (work: () => void) => tryWrite(() => inTransaction(database, work));
  const isWhole = { user: false, group: false };
  return {
    position: (type) => readTenantPosition(statements.position.get(type)?.position),
    keepPosition: (type, position) =>
      write(() => {
        if (position === null) statements.forgetPosition.run(type);
        else statements.putPosition.run(type, writeTenantPosition(position));
      }),
    beginAnew: (type) => {
      isWhole[type] = true;
      return write(() => {
        statements.forgetPosition.run(type);
        statements.forgetTold.run(type);
        if (type === 'group') groups.beginAnew();
      });
    },
    changeUsers: (changes) =>
      write(() => {
        for (const change of changes) {
          if (isWhole.user && change.kind !== 'gone') statements.tell.run('user', idOf(change));
          changeUser(statements, opener, change);
        }
      }),
    changeGroups: (changes) =>
      write(() => {
        for (const change of changes) {
          if (isWhole.group && change.kind !== 'gone') statements.tell.run('group', groupOf(change));
          groups.change(change, isWhole.group);
        }
      }),
    endAnew: (type) => {
      isWhole[type] = false;
      return write(() => {
        if (type === 'group') groups.endAnew();
        else for (const { id } of statements.untold.all()) removeUser(statements, opener, String(id));
        statements.forgetTold.run(type);
      });
    },
    unreadGroups: groups.unread,
    putMembers: (group, members) => write(() => groups.putMembers(group, members)),
  };
}

type Statements = ReturnType<typeof prepare>;

function prepare(database: DatabaseSync) {
  return {
    position: database.prepare('SELECT position FROM tenant_positions WHERE type = ?'),
    putPosition: database.prepare('INSERT OR REPLACE INTO tenant_positions (type, position) VALUES (?, ?)'),
    forgetPosition: database.prepare('DELETE FROM tenant_positions WHERE type = ?'),
    tell: database.prepare("INSERT OR IGNORE INTO told (type, id, member_id) VALUES (?, ?, '')"),
    forgetTold: database.prepare('DELETE FROM told WHERE type = ?'),
    untold: database.prepare(
      `SELECT id FROM tenant_users u WHERE NOT EXISTS (SELECT 1 FROM told t WHERE t.type = 'user' AND t.id = u.id)`,
    ),
    user: database.prepare('SELECT number, anchor, marked_for, content FROM tenant_users WHERE id = ?'),
    putUser: database.prepare(
      `INSERT INTO tenant_users (id, anchor, name, marked_for, content) VALUES (?, ?, ?, ?, ?)
       ON CONFLICT (id) DO UPDATE SET anchor = excluded.anchor, name = excluded.name,
         marked_for = excluded.marked_for, content = excluded.content RETURNING number`,
    ),
    removeUser: database.prepare('DELETE FROM tenant_users WHERE id = ?'),
    addAddress: database.prepare('INSERT OR IGNORE INTO tenant_addresses (address, user_number) VALUES (?, ?)'),
    removeAddresses: database.prepare('DELETE FROM tenant_addresses WHERE user_number = ?'),
  };
}

const idOf = (change: UserChange) => (change.kind === 'told' ? change.user.tenantObjectId : change.tenantObjectId);

function changeUser(statements: Statements, opener: Opener, change: UserChange): void {
  const id = idOf(change);
  const before = statements.user.get(id);
  switch (change.kind) {
    case 'told': {
      const { managerId = before === undefined ? null : parseTenantUser(before.content).managerId } = change;
      putUser(statements, opener, { ...change.user, managerId }, before);
      return;
    }
    case 'written': {
      const { anchor, values } = change;
      if (before === undefined && anchor === undefined) return;
      const known =
        before === undefined
          ? { tenantObjectId: change.tenantObjectId, anchor: anchor ?? null, ...unseen }
          : parseTenantUser(before.content);
      const { managerId = known.managerId } = change;
      const joined = anchor === undefined ? known : { ...known, anchor };
      putUser(statements, opener, { ...joined, managerId, values: { ...known.values, ...values } }, before);
      return;
    }
    case 'gone':
      removeUser(statements, opener, id);
      return;
    default:
      assertNever(change);
  }
}

/** What is not known yet of one that the agent created. */
const unseen = { managerId: null, isGuest: false, otherAddresses: [], values: {} } as const;

function removeUser(statements: Statements, opener: Opener, id: string): void {
  const before = statements.user.get(id);
  if (before === undefined) return;
  openOwners(opener, before);
  opener.openCounterpartOf(id);
  statements.removeUser.run(id);
  statements.removeAddresses.run(Number(before.number));
}

type Row = Readonly<Record<string, unknown>>;

function putUser(statements: Statements, opener: Opener, user: TenantUser, before: Row | undefined): void {
  const { tenantObjectId, anchor, managerId, isGuest, otherAddresses, values } = user;
  const { isSynchronisedElsewhere, wasSynchronisedElsewhere } = user;
  // In this order, so that equal users are equal texts.
  const content = JSON.stringify({
    ...{ tenantObjectId, anchor, managerId, isGuest, isSynchronisedElsewhere, wasSynchronisedElsewhere },
    ...{ otherAddresses, values },
  });
  if (before?.content === content) return;
  const markedFor = objectInMark(values.ownershipMark);
  const name = typeof values.userPrincipalName === 'string' ? values.userPrincipalName.toLowerCase() : null;
  const number = Number(statements.putUser.get(tenantObjectId, anchor, name, markedFor, content)?.number);
  if (before !== undefined) statements.removeAddresses.run(number);
  const mail = typeof values.mail === 'string' ? [values.mail.toLowerCase()] : [];
  for (const address of [...mail, ...otherAddresses]) statements.addAddress.run(address, number);
  openOwners(opener, before);
  openOwners(opener, { anchor, marked_for: markedFor });
}

/** Whose counterpart it may be: by its anchor and by its mark. */
function openOwners(opener: Opener, row: Row | undefined): void {
  if (typeof row?.anchor === 'string') opener.openAnchor(row.anchor);
  if (typeof row?.marked_for === 'string' && objectGuidSchema.safeParse(row.marked_for).success)
    opener.open(row.marked_for);
}

/** Written by this file from the same types; SQLite vouches for the bytes. */
export const parseTenantUser = (content: unknown): TenantUser => JSON.parse(String(content)) as TenantUser;
