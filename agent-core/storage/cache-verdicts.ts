/** Both sides as they are remembered, in cache.db, and the verdicts on which objects have something to be done about them. */
import type { DatabaseSync, SQLOutputValue } from 'node:sqlite';
import {
  type ObjectGuid,
  objectGuidSchema,
  type TenantObjectId,
  tenantObjectIdSchema,
} from '../contract/identifiers.ts';
import type {
  BothSides,
  KnownEnd,
  ManagerLink,
  OpenObjects,
  TenantUserKeys,
  Unmatched,
  Verdict,
} from '../sync/both-sides.ts';
import type { DirectoryGroup, DirectoryObject, MemberReference } from '../sync/directory-source.ts';
import { parseAttributes } from './cache-directory.ts';
import { createNames, type NameBelow } from './cache-names.ts';
import { parseTenantGroup, parseTenantUser } from './cache-tenant.ts';
import { countTotals } from './cache-totals.ts';
import { inTransaction } from './database.ts';

/** So many are judged at a time. */
const portion = 500;

/** @param domains those that could be brought up to date */
export function createBothSides(database: DatabaseSync, domains: readonly string[]): BothSides {
  const statements = prepare(database);
  const readings = domains.flatMap((domain) => {
    const row = statements.reading.get(domain);
    return row === undefined
      ? []
      : [
          {
            id: Number(row.id),
            domain,
            nameBelow: createNames(statements.place, Number(row.id)),
            misfits: new Set<string>(),
          },
        ];
  });
  const store: Store = { statements, readings };
  let pass = 0;
  const open = (objectGuids: readonly ObjectGuid[]) => {
    for (const objectGuid of objectGuids) statements.keepOpen.run(pass, objectGuid);
  };
  return {
    judgeBy: (basis) => {
      if (statements.basis.get()?.basis === basis) return;
      inTransaction(database, () => {
        statements.openAll.run();
        statements.setBasis.run(basis);
      });
    },
    pass: (work) =>
      inTransaction(database, () => {
        pass = Number(statements.nextPass.get()?.pass);
        work();
      }),
    nextOpen: () => nextOpen(store, pass),
    note: (verdicts) => {
      for (const verdict of verdicts) note(store, pass, verdict);
    },
    forget: (objectGuids) => {
      for (const objectGuid of objectGuids) for (const statement of statements.forget) statement.run(objectGuid);
    },
    keepOpen: open,
    sharing: () => [
      ...new Set(
        statements.sharing.flatMap((sharing) =>
          sharing.all(pass).flatMap(({ one, other }) => [objectGuidOf(one), objectGuidOf(other)]),
        ),
      ),
    ],
    managerLinks: function* () {
      for (const row of statements.managerLinks.iterate(pass)) yield managerLinkOf(row);
    },
    quietGroups: () => statements.quietGroups.all(pass).map(({ object_guid }) => objectGuidOf(object_guid)),
    unmatchedMembers: (group) => unmatchedMembers(store, group),
    hasMember: (group, member) => statements.hasMember.get(group, member) !== undefined,
    stillOpen: () => statements.stillOpen.all(pass).map(({ object_guid }) => objectGuidOf(object_guid)),
    fitsTogether: () => readings.every(({ misfits }) => misfits.size === 0),
    users: (objectGuids) => objectGuids.flatMap((objectGuid) => objectsOf(store, objectGuid, 'user')),
    groups: (objectGuids) => objectGuids.flatMap((objectGuid) => objectsOf(store, objectGuid, 'group')).map(groupOf),
    contacts: () =>
      readings.flatMap((reading) =>
        statements.ofKind.all(reading.id, 'contact').flatMap((row) => objectOf(row, reading) ?? []),
      ),
    allGroups: () => readings.flatMap((reading) => allGroups(store, reading)),
    withSids: (sids) => sids.flatMap((sid) => guidsIn(statements.bySid.all(sid))),
    ownersOf: (tenantIds, anchors) => [
      ...new Set([
        ...tenantIds.flatMap((id) => guidsIn(statements.byTenantId.all(id))),
        ...anchors.flatMap((anchor) => guidsIn(statements.byAnchor.all(anchor))),
      ]),
    ],
    tenantUsers: (keys) => tenantUsers(statements, keys),
    tenantGroups: (objectGuids) =>
      objectGuids.flatMap((objectGuid) =>
        statements.tenantGroups.all(objectGuid).map(({ content }) => parseTenantGroup(content)),
      ),
    knownEnds: (objectGuids) =>
      new Map(
        objectGuids.flatMap((objectGuid) => {
          const row = statements.verdict.get(objectGuid);
          return row === undefined ? [] : [[objectGuid, endOf(row)] as const];
        }),
      ),
    totals: () => countTotals(database, readings),
  };
}

interface Reading {
  readonly id: number;
  readonly domain: string;
  readonly nameBelow: NameBelow;
  /** Objects whose places do not lead up to the domain. */
  readonly misfits: Set<string>;
}

interface Store {
  readonly statements: Statements;
  readonly readings: readonly Reading[];
}

type Statements = ReturnType<typeof prepare>;
type Row = Readonly<Record<string, SQLOutputValue>>;

function prepare(database: DatabaseSync) {
  const sharing = (claim: string) =>
    database.prepare(
      `SELECT mine.object_guid AS one, its.object_guid AS other FROM verdicts mine
       JOIN verdicts its ON its.${claim} = mine.${claim} AND its.object_guid <> mine.object_guid WHERE mine.pass = ?`,
    );
  const tenantUser = (key: string) => database.prepare(`SELECT id, content FROM tenant_users WHERE ${key} = ?`);
  const verdictBy = (key: string) => database.prepare(`SELECT object_guid FROM verdicts WHERE ${key} = ?`);
  return {
    reading: database.prepare('SELECT id FROM readings WHERE domain = ? AND position IS NOT NULL'),
    place: database.prepare('SELECT parent, name FROM objects WHERE reading = ? AND object_guid = ?'),
    object: database.prepare(
      'SELECT object_guid, parent, name, attributes FROM objects WHERE reading = ? AND object_guid = ? AND kind = ?',
    ),
    ofKind: database.prepare(
      'SELECT object_guid, parent, name, attributes FROM objects WHERE reading = ? AND kind = ?',
    ),
    basis: database.prepare('SELECT basis FROM judged_by'),
    setBasis: database.prepare('UPDATE judged_by SET basis = ?'),
    nextPass: database.prepare('UPDATE judged_by SET pass = pass + 1 RETURNING pass'),
    openAll: database.prepare('UPDATE verdicts SET is_open = 1, pass = 0'),
    keepOpen: database.prepare('UPDATE verdicts SET is_open = 1, pass = ? WHERE object_guid = ?'),
    reopen: database.prepare('UPDATE verdicts SET is_open = 1, pass = 0 WHERE object_guid = ? AND pass < ?'),
    nextOpen: database.prepare(
      `SELECT object_guid FROM verdicts INDEXED BY open_verdicts WHERE is_open = 1 AND pass < ? ORDER BY pass LIMIT ${portion}`,
    ),
    /** What is gone claims nothing any more. */
    gone: database.prepare(
      `UPDATE verdicts SET pass = ?, is_in_scope = 0, tenant_id = NULL, anchor = NULL, sign_in_name = NULL, mail = NULL,
         sid = NULL, manager_guid = NULL, manager_id = NULL WHERE object_guid = ?`,
    ),
    forget: ['verdicts', 'directory_objects'].map((table) =>
      database.prepare(`DELETE FROM ${table} WHERE object_guid = ?`),
    ),
    members: database.prepare('SELECT member_guid, member_sid FROM members WHERE reading = ? AND group_guid = ?'),
    verdict: database.prepare('SELECT is_open, tenant_id FROM verdicts WHERE object_guid = ?'),
    note: database.prepare(
      `UPDATE verdicts SET domain = ?, object_type = ?, is_open = ?, pass = ?, is_in_scope = ?, tenant_id = ?, anchor = ?,
         sign_in_name = ?, mail = ?, sid = ?, manager_guid = ?, manager_id = ? WHERE object_guid = ?`,
    ),
    seen: database.prepare(
      `INSERT INTO directory_objects (object_guid, domain) VALUES (?, ?)
       ON CONFLICT (object_guid) DO UPDATE SET domain = excluded.domain, absent_since = NULL
       WHERE domain <> excluded.domain OR absent_since IS NOT NULL`,
    ),
    groupsWith: database.prepare('SELECT group_guid FROM members WHERE reading = ? AND member_guid = ?'),
    reports: database.prepare(
      `SELECT object_guid FROM objects WHERE reading = ? AND attributes ->> '$.manager[0]' = ?`,
    ),
    sharing: [sharing('anchor'), sharing('sign_in_name'), sharing('mail')],
    managerLinks: database.prepare(
      `SELECT mine.object_guid, mine.manager_guid, mine.manager_id, its.is_open, its.tenant_id,
         its.object_guid IS NOT NULL AS is_known
       FROM verdicts mine
       LEFT JOIN verdicts its ON its.object_guid = mine.manager_guid AND its.object_type = 'user'
       WHERE mine.pass = ? AND mine.is_open = 0 AND (mine.manager_guid IS NOT NULL OR mine.manager_id IS NOT NULL)`,
    ),
    quietGroups: database.prepare(
      `SELECT object_guid FROM verdicts WHERE pass = ? AND is_open = 0 AND object_type = 'group' AND tenant_id IS NOT NULL`,
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
    hasMember: database.prepare(
      `SELECT 1 FROM tenant_members t JOIN verdicts v ON v.tenant_id = t.group_id
       WHERE v.object_guid = ? AND t.member_id = ?`,
    ),
    stillOpen: database.prepare('SELECT object_guid FROM verdicts WHERE is_open = 1 AND pass = ?'),
    bySid: verdictBy('sid'),
    byTenantId: verdictBy('tenant_id'),
    byAnchor: verdictBy('anchor'),
    tenantById: tenantUser('id'),
    tenantByAnchor: tenantUser('anchor'),
    tenantByName: tenantUser('name'),
    tenantByAddress: database.prepare(
      'SELECT id, content FROM tenant_addresses JOIN tenant_users ON id = user_id WHERE address = ?',
    ),
    tenantByMark: tenantUser('marked_for'),
    tenantGroups: database.prepare('SELECT content FROM tenant_groups WHERE key = ?'),
  };
}

function nextOpen(store: Store, pass: number): OpenObjects | null {
  const objectGuids = guidsIn(store.statements.nextOpen.all(pass));
  if (objectGuids.length === 0) return null;
  const users: DirectoryObject[] = [];
  const groups: DirectoryGroup[] = [];
  const others: ObjectGuid[] = [];
  for (const objectGuid of objectGuids) {
    const asUsers = objectsOf(store, objectGuid, 'user');
    const asGroups = objectsOf(store, objectGuid, 'group');
    users.push(...asUsers);
    groups.push(...asGroups.map(groupOf));
    if (asUsers.length + asGroups.length > 0) continue;
    others.push(objectGuid);
    store.statements.gone.run(pass, objectGuid);
  }
  return { users, groups, others };
}

function note({ statements, readings }: Store, pass: number, verdict: Verdict): void {
  const { objectGuid, domain, objectType, isQuiet, isInScope, tenantObjectId, isComing, claims, sid } = verdict;
  const before = statements.verdict.get(objectGuid);
  statements.note.run(
    ...[domain, objectType, isQuiet ? 0 : 1, pass, isInScope ? 1 : 0, tenantObjectId],
    ...[claims.anchor, claims.signInName, claims.mail, sid, verdict.managerGuid, verdict.managerId, objectGuid],
  );
  if (objectType === 'user') statements.seen.run(objectGuid, domain);
  if ((before?.tenant_id ?? null) === tenantObjectId && !isComing) return;
  for (const { id } of readings) {
    for (const { group_guid } of statements.groupsWith.all(id, objectGuid))
      statements.reopen.run(group_guid ?? null, pass);
    for (const { object_guid } of statements.reports.all(id, objectGuid))
      statements.reopen.run(object_guid ?? null, pass);
  }
}

function objectsOf({ statements, readings }: Store, objectGuid: ObjectGuid, kind: 'user' | 'group') {
  return readings.flatMap((reading) => objectOf(statements.object.get(reading.id, objectGuid, kind), reading) ?? []);
}

function objectOf(row: Row | undefined, { domain, nameBelow, misfits }: Reading): DirectoryObject | null {
  if (row === undefined) return null;
  const distinguishedName = nameBelow(row.parent, row.name);
  if (distinguishedName === null) {
    misfits.add(String(row.object_guid));
    return null;
  }
  const attributes = { ...parseAttributes(row.attributes), distinguishedName: [distinguishedName] };
  return { objectGuid: objectGuidOf(row.object_guid), domain, attributes };
}

function groupOf(object: DirectoryObject): DirectoryGroup {
  const { distinguishedName, objectSid } = object.attributes;
  return { ...object, distinguishedName: distinguishedName?.[0] ?? '', sid: objectSid?.[0] ?? null, members: [] };
}

function allGroups({ statements }: Store, reading: Reading): readonly DirectoryGroup[] {
  return statements.ofKind.all(reading.id, 'group').flatMap((row) => {
    const object = objectOf(row, reading);
    if (object === null) return [];
    const members = statements.members.all(reading.id, object.objectGuid).map(referenceOf);
    return [{ ...groupOf(object), members }];
  });
}

const referenceOf = ({ member_guid, member_sid }: Row): MemberReference => ({
  objectGuid: objectGuidOf(member_guid),
  sid: member_sid === null || member_sid === undefined ? null : String(member_sid),
});

function unmatchedMembers({ statements, readings }: Store, group: ObjectGuid): Unmatched {
  const tenant = statements.verdict.get(group)?.tenant_id ?? null;
  const reading = readings.find(({ id }) => statements.object.get(id, group, 'group') !== undefined)?.id ?? 0;
  const references = statements.references.all({ reading, group, tenant }).map((row) => ({
    ...referenceOf(row),
    end: row.is_known === 1 ? endOf(row) : null,
  }));
  const surplus = statements.surplus.all({ reading, group, tenant });
  return { references, ids: surplus.map(({ member_id }) => tenantObjectIdSchema.parse(member_id)) };
}

function managerLinkOf(row: Row): ManagerLink {
  return {
    objectGuid: objectGuidOf(row.object_guid),
    managerGuid: row.manager_guid === null ? null : objectGuidOf(row.manager_guid),
    managerId: tenantIdOf(row.manager_id),
    manager: row.is_known === 1 ? endOf(row) : null,
  };
}

function endOf({ is_open, tenant_id }: Row): KnownEnd {
  return { isQuiet: is_open === 0, tenantObjectId: tenantIdOf(tenant_id) };
}

function tenantUsers(statements: Statements, keys: TenantUserKeys) {
  const { ids = [], anchors = [], names = [], addresses = [], markedFor = [] } = keys;
  const rows = [
    ...ids.flatMap((id) => statements.tenantById.all(id)),
    ...anchors.flatMap((anchor) => statements.tenantByAnchor.all(anchor)),
    ...names.flatMap((name) => statements.tenantByName.all(name)),
    ...addresses.flatMap((address) => statements.tenantByAddress.all(address)),
    ...markedFor.flatMap((objectGuid) => statements.tenantByMark.all(objectGuid)),
  ];
  // Found in several ways, each is there once.
  const contents = new Map(rows.map(({ id, content }) => [id, content]));
  return [...contents.values()].map(parseTenantUser);
}

const tenantIdOf = (value: unknown): TenantObjectId | null =>
  typeof value === 'string' ? tenantObjectIdSchema.parse(value) : null;
const objectGuidOf = (value: unknown): ObjectGuid => objectGuidSchema.parse(value);
const guidsIn = (rows: readonly Row[]): readonly ObjectGuid[] =>
  rows.map(({ object_guid }) => objectGuidOf(object_guid));
