/** What is asked of the verdicts in cache.db, and of both sides beside them. */
import type { DatabaseSync, SQLInputValue, SQLOutputValue, StatementSync } from 'node:sqlite';
import { prepareNested } from './cache-nested-members.ts';
import { noteSeen } from './cache-seen.ts';

/** So many are judged at a time. */
const portion = 500;

const object = 'object_guid, parent, name, attributes';

/** What a verdict says, besides whether it is open. */
export const notedColumns = [
  ...['domain', 'object_type', 'unrecorded', 'is_in_scope', 'tenant_id'],
  ...['anchor', 'sign_in_name', 'mail', 'sid', 'manager_guid', 'manager_id', 'expires_at'],
] as const;

export type VerdictStatements = ReturnType<typeof prepareVerdicts>;
type Judged = (pass: number, isWhole: boolean) => Iterable<Readonly<Record<string, SQLOutputValue>>>;

export function prepareVerdicts(database: DatabaseSync) {
  /** Of those who were judged in this pass; of all where all were, since those whose verdict is as before are not written again. */
  const judged = (query: string, condition: string): Judged => {
    const ofPass = database.prepare(`${query} WHERE mine.pass = ? AND ${condition}`);
    const ofAll = database.prepare(`${query} WHERE ${condition}`);
    return (pass, isWhole) => (isWhole ? ofAll.iterate() : ofPass.iterate(pass));
  };
  const sharing = (claim: string) =>
    judged(
      `SELECT mine.object_guid AS one, its.object_guid AS other FROM verdicts mine
       JOIN verdicts its ON its.${claim} = mine.${claim} AND its.object_guid <> mine.object_guid`,
      `mine.${claim} IS NOT NULL`,
    );
  /** Many at once, given as one list in JSON; found in its order. */
  const wanted = (columns: string, table: string, key: string, condition = '') =>
    database.prepare(
      `SELECT ${columns} FROM (SELECT value AS wanted FROM json_each(?)) CROSS JOIN ${table} ON ${key} = wanted ${condition}`,
    );
  /** Where they stand: an index knows that. */
  const tenantUser = (key: string) => wanted('number', 'tenant_users', key);
  const verdictBy = (key: string) => wanted('object_guid', 'verdicts', key);
  return {
    reading: database.prepare('SELECT id FROM readings WHERE domain = ? AND position IS NOT NULL'),
    place: database.prepare('SELECT parent, name FROM objects WHERE reading = ? AND object_guid = ?'),
    isGroup: database.prepare("SELECT 1 FROM objects WHERE reading = ? AND object_guid = ? AND kind = 'group'"),
    objects: wanted(`kind, ${object}`, 'objects', 'object_guid', "AND reading = ? AND kind IN ('user', 'group')"),
    ofKind: database.prepare(`SELECT ${object} FROM objects WHERE reading = ? AND kind = ?`),
    basis: database.prepare('SELECT basis FROM judged_by'),
    setBasis: database.prepare('UPDATE judged_by SET basis = ?'),
    nextPass: database.prepare('UPDATE judged_by SET pass = pass + 1 RETURNING pass'),
    keepOpen: database.prepare('UPDATE verdicts SET is_open = 1, pass = ? WHERE object_guid = ?'),
    reopen: database.prepare(
      'UPDATE verdicts SET is_open = 1, pass = 0 WHERE object_guid = ? AND pass < ? AND (is_open = 0 OR pass > 0)',
    ),
    next: database.prepare(
      `SELECT number, object_guid FROM verdicts WHERE number > ? ORDER BY number LIMIT ${portion}`,
    ),
    nextOpen: database.prepare(
      `SELECT object_guid FROM verdicts INDEXED BY open_verdicts WHERE is_open = 1 AND pass < ? ORDER BY pass LIMIT ${portion}`,
    ),
    /** What is gone claims nothing any more. */
    gone: database.prepare(
      `UPDATE verdicts SET is_open = 1, pass = ?, unrecorded = NULL, is_in_scope = 0, tenant_id = NULL, anchor = NULL, sign_in_name = NULL, mail = NULL,
         sid = NULL, manager_guid = NULL, manager_id = NULL, expires_at = NULL WHERE object_guid = ?`,
    ),
    forget: ['verdicts', 'directory_objects'].map((table) =>
      database.prepare(`DELETE FROM ${table} WHERE object_guid = ?`),
    ),
    members: database.prepare('SELECT member_guid, member_sid FROM members WHERE reading = ? AND group_guid = ?'),
    verdict: database.prepare('SELECT is_open, tenant_id FROM verdicts WHERE object_guid = ?'),
    ends: wanted('object_guid, is_open, tenant_id', 'verdicts', 'object_guid'),
    before: wanted(`object_guid, is_open, ${notedColumns.join(', ')}`, 'verdicts', 'object_guid'),
    note: database.prepare(
      `UPDATE verdicts SET ${notedColumns.map((column) => `${column} = ?`).join(', ')}, is_open = ?, pass = ? WHERE object_guid = ?`,
    ),
    /** Where the rest is as it was: each column named in an update has its indexes written, too. */
    noteAgain: database.prepare(
      'UPDATE verdicts SET is_open = ?, pass = ? WHERE object_guid IN (SELECT value FROM json_each(?))',
    ),
    unrecorded: database.prepare(
      `SELECT object_guid, anchor, unrecorded FROM verdicts WHERE unrecorded IS NOT NULL AND is_open = 0 LIMIT ${portion}`,
    ),
    record: database.prepare('UPDATE verdicts SET unrecorded = NULL WHERE object_guid = ?'),
    seen: database.prepare(noteSeen),
    groupsWith: database.prepare('SELECT group_guid FROM members WHERE reading = ? AND member_guid = ?'),
    reports: database.prepare(
      `SELECT object_guid FROM objects WHERE reading = ? AND attributes ->> '$.manager[0]' = ?`,
    ),
    sharing: [sharing('anchor'), sharing('sign_in_name'), sharing('mail')],
    managerLinks: judged(
      `SELECT mine.object_guid, mine.manager_guid, mine.manager_id, its.is_open, its.tenant_id,
         its.object_guid IS NOT NULL AS is_known
       FROM verdicts mine
       LEFT JOIN verdicts its ON its.object_guid = mine.manager_guid AND its.object_type = 'user'`,
      'mine.is_open = 0 AND (mine.manager_guid IS NOT NULL OR mine.manager_id IS NOT NULL)',
    ),
    quietGroups: judged(
      'SELECT mine.object_guid FROM verdicts mine',
      "mine.is_open = 0 AND mine.object_type = 'group' AND mine.tenant_id IS NOT NULL",
    ),
    references: database.prepare(
      `SELECT m.member_guid, m.member_sid, v.object_guid IS NOT NULL AS is_known, v.is_open, v.tenant_id
       FROM members m LEFT JOIN verdicts v ON v.object_guid = m.member_guid
       WHERE m.reading = :reading AND m.group_guid = :group AND NOT EXISTS (
         SELECT 1 FROM tenant_members t WHERE t.group_id = :tenant AND t.member_id = v.tenant_id)`,
    ),
    // CROSS JOIN: who has this counterpart is asked first, since a group may have as many members as there are people.
    surplus: database.prepare(
      `SELECT t.member_id FROM tenant_members t WHERE t.group_id = :tenant AND NOT EXISTS (
         SELECT 1 FROM verdicts v CROSS JOIN members m ON m.member_guid = v.object_guid AND m.group_guid = :group
           AND m.reading = :reading
         WHERE v.tenant_id = t.member_id)`,
    ),
    memberCount: database.prepare('SELECT count(*) AS members FROM tenant_members WHERE group_id = ?'),
    hasMembers: database.prepare('SELECT 1 FROM tenant_groups WHERE id = ? AND has_members = 1'),
    hasMember: database.prepare(
      `SELECT 1 FROM tenant_members t JOIN verdicts v ON v.tenant_id = t.group_id
       WHERE v.object_guid = ? AND t.member_id = ?`,
    ),
    stillOpen: database.prepare('SELECT object_guid FROM verdicts WHERE is_open = 1 AND pass = ?'),
    expired: database.prepare(
      'SELECT object_guid, domain, expires_at FROM verdicts WHERE expires_at <= ? ORDER BY expires_at DESC, object_guid',
    ),
    bySid: verdictBy('sid'),
    byTenantId: verdictBy('tenant_id'),
    byAnchor: verdictBy('anchor'),
    tenantById: tenantUser('id'),
    tenantByAnchor: tenantUser('anchor'),
    tenantByName: tenantUser('name'),
    tenantByAddress: wanted('user_number AS number', 'tenant_addresses', 'address'),
    tenantByMark: tenantUser('marked_for'),
    tenantUsers: wanted('number, content', 'tenant_users', 'number'),
    tenantGroups: wanted('content', 'tenant_groups', 'key'),
    nested: prepareNested(database),
  };
}

/** What a statement finds for many at once. */
export function rowsFor(
  statement: StatementSync,
  wanted: readonly (string | number)[],
  ...others: SQLInputValue[]
): readonly Readonly<Record<string, SQLOutputValue>>[] {
  return wanted.length === 0 ? [] : statement.all(JSON.stringify(wanted), ...others);
}
