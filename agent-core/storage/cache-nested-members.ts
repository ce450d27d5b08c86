/** What does not fit together of the members of a group and of all groups in it, however deep (rule R26). */
import type { DatabaseSync } from 'node:sqlite';
import { type ObjectGuid, objectGuidSchema, tenantObjectIdSchema } from '../contract/identifiers.ts';
import type { Unmatched } from '../sync/both-sides.ts';
import { endOf, referenceOf } from './cache-rows.ts';

export type NestedStatements = ReturnType<typeof prepareNested>;

export function prepareNested(database: DatabaseSync) {
  const among = (list: string) => `IN (SELECT value FROM json_each(:${list}))`;
  const groupIn = `o.reading ${among('readings')} AND o.kind = 'group'`;
  const memberIn = `m.reading ${among('readings')}`;
  return {
    /** By objectGUID, and those of other forests by SID. CROSS JOIN: its members first, since they are fewer than all groups. */
    groupsIn: database.prepare(
      `SELECT o.object_guid FROM members m CROSS JOIN objects o ON ${groupIn} AND o.object_guid = m.member_guid
       WHERE ${memberIn} AND m.group_guid = :group
       UNION SELECT o.object_guid FROM members m CROSS JOIN verdicts v ON v.sid = m.member_sid
         CROSS JOIN objects o ON ${groupIn} AND o.object_guid = v.object_guid
       WHERE ${memberIn} AND m.group_guid = :group`,
    ),
    sids: database.prepare(`SELECT sid FROM verdicts WHERE sid IS NOT NULL AND object_guid ${among('groups')}`),
    references: database.prepare(
      `SELECT DISTINCT m.member_guid, m.member_sid, v.object_guid IS NOT NULL AS is_known, v.is_open, v.tenant_id
       FROM json_each(:groups) g CROSS JOIN members m ON ${memberIn} AND m.group_guid = g.value
       LEFT JOIN verdicts v ON v.object_guid = m.member_guid
       WHERE NOT EXISTS (SELECT 1 FROM tenant_members t WHERE t.group_id = :tenant AND t.member_id = v.tenant_id)`,
    ),
    /** Whoever is a member of many groups is a member of fewer than there are members. */
    surplus: database.prepare(
      `SELECT t.member_id FROM tenant_members t WHERE t.group_id = :tenant AND NOT EXISTS (
         SELECT 1 FROM verdicts v CROSS JOIN members m INDEXED BY members_by_member
           ON ${memberIn} AND m.member_guid = v.object_guid AND m.group_guid ${among('groups')}
         WHERE v.tenant_id = t.member_id AND v.object_type <> 'group')`,
    ),
    known: database.prepare(
      `SELECT object_guid AS key FROM objects
       WHERE reading ${among('readings')} AND object_guid ${among('keys')} AND kind IN ('user', 'contact')
       UNION SELECT sid FROM verdicts WHERE sid ${among('keys')}`,
    ),
    verdict: database.prepare('SELECT tenant_id FROM verdicts WHERE object_guid = ?'),
  };
}

/** @param readingIds those of the domains that were brought up to date */
export function unmatchedTransitively(
  statements: NestedStatements,
  readingIds: readonly number[],
  group: ObjectGuid,
): Unmatched {
  const readings = JSON.stringify(readingIds);
  const reached = reachGroups(statements, readings, group);
  const groups = JSON.stringify([...reached]);
  const tenant = statements.verdict.get(group)?.tenant_id ?? null;
  const sids = statements.sids.all({ groups: JSON.stringify([...reached].filter((one) => one !== group)) });
  const nestedSids = new Set(sids.map(({ sid }) => String(sid)));
  const references = statements.references
    .all({ readings, groups, tenant })
    .map((row) => ({ ...referenceOf(row), end: row.is_known === 1 ? endOf(row) : null }))
    .filter(({ objectGuid, sid }) => !reached.has(objectGuid) && (sid === null || !nestedSids.has(sid)));
  const keys = JSON.stringify(
    references.flatMap(({ objectGuid, sid }) => (sid === null ? objectGuid : [objectGuid, sid])),
  );
  const known = new Set(statements.known.all({ readings, keys }).map(({ key }) => String(key)));
  const unresolved = references.filter(
    ({ objectGuid, sid }) => !known.has(objectGuid) && (sid === null || !known.has(sid)),
  );
  return {
    references: [...new Map(references.map((reference) => [reference.objectGuid, reference])).values()],
    ids: statements.surplus
      .all({ readings, groups, tenant })
      .map(({ member_id }) => tenantObjectIdSchema.parse(member_id)),
    nested: {
      sids: [...nestedSids],
      unresolved: new Set(unresolved.map(({ objectGuid }) => objectGuid)).size,
      ways: new Set([...reached].filter((one) => one !== group)),
    },
  };
}

/** With itself. A circle ends where it was before. */
function reachGroups({ groupsIn }: NestedStatements, readings: string, group: ObjectGuid): ReadonlySet<ObjectGuid> {
  const reached = new Set([group]);
  // A set yields what is added to it on the way.
  for (const one of reached)
    for (const { object_guid } of groupsIn.all({ readings, group: one }))
      reached.add(objectGuidSchema.parse(object_guid));
  return reached;
}
