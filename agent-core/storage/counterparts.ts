/** Which object of the tenant one of the directory is joined with, as far as both databases know it. */
import type { DatabaseSync } from 'node:sqlite';
import { type ObjectGuid, type TenantObjectId, tenantObjectIdSchema } from '../contract/identifiers.ts';

export type CounterpartOf = (objectGuid: ObjectGuid) => TenantObjectId | null;

/**
 * What the newest run made is not judged before the next one, and who is out of scope is not judged at all: those are known by their link
 * in the record, and a group by the uniqueName that it was given.
 */
export function createCounterparts(cache: DatabaseSync, record: DatabaseSync): CounterpartOf {
  const made = record.prepare(
    `SELECT action, entry ->> '$.outcome.tenantObjectId' AS tenant_id FROM provisioning_log NATURAL JOIN run_entries
     WHERE object_guid = ? AND status = 'success' AND action IN ('create', 'update', 'disable', 'enable', 'restore', 'delete')
       AND run_id = (SELECT run_id FROM runs WHERE report IS NOT NULL ORDER BY sequence DESC LIMIT 1)
     ORDER BY id DESC LIMIT 1`,
  );
  const judged = cache.prepare('SELECT tenant_id FROM verdicts WHERE object_guid = ?');
  const link = record.prepare('SELECT anchor FROM links WHERE object_guid = ?');
  const linked = cache.prepare('SELECT id AS tenant_id FROM tenant_users WHERE anchor = ? LIMIT 2');
  const named = cache.prepare('SELECT id AS tenant_id FROM tenant_groups WHERE key = ?');
  return (objectGuid) => {
    const newest = made.get(objectGuid);
    if (newest?.action === 'delete') return null;
    const anchor = link.get(objectGuid)?.anchor;
    const [one, other] = anchor === undefined ? [] : linked.all(anchor);
    const known = [newest, judged.get(objectGuid), other === undefined ? one : undefined, named.get(objectGuid)];
    return tenantObjectIdSchema
      .nullable()
      .parse(known.find((row) => typeof row?.tenant_id === 'string')?.tenant_id ?? null);
  };
}
