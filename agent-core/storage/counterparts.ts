/** Which object of the tenant one of the directory is joined with, as far as both databases know it. */
import type { DatabaseSync } from 'node:sqlite';
import { type ObjectGuid, type TenantObjectId, tenantObjectIdSchema } from '../contract/identifiers.ts';
import { isWholeReport } from './newest-run.ts';

export type CounterpartOf = (objectGuid: ObjectGuid) => Counterpart;

export interface Counterpart {
  readonly tenantObjectId: TenantObjectId | null;
  /** False where a change was attempted that makes or removes one, and nobody saw what became of it. */
  readonly isKnown: boolean;
  /** ISO 8601: when the agent deleted it, where that is the last that it did and nothing is joined since; null otherwise. */
  readonly deletedAt: string | null;
}

/**
 * What a run made is not judged before the next one that reads both sides to the end, however many break off until then; and who is out of
 * scope is not judged at all: those are known by their link in the record, and a group by the uniqueName that it was given.
 */
export function createCounterparts(cache: DatabaseSync, record: DatabaseSync): CounterpartOf {
  const made = record.prepare(
    `SELECT action, status, entry ->> '$.outcome.tenantObjectId' AS tenant_id FROM provisioning_log NATURAL JOIN run_entries
     WHERE object_guid = ? AND status IN ('success', 'unknown')
       AND action IN ('create', 'update', 'disable', 'enable', 'restore', 'delete')
       AND run_id IN (SELECT run_id FROM runs WHERE sequence >= coalesce((
         SELECT sequence FROM runs
         WHERE ${isWholeReport}
         ORDER BY sequence DESC LIMIT 1), 0))
     ORDER BY id DESC LIMIT 1`,
  );
  const last = record.prepare(
    `SELECT action, at FROM provisioning_log WHERE object_guid = ? AND status = 'success'
       AND action IN ('create', 'update', 'disable', 'enable', 'restore', 'delete')
     ORDER BY id DESC LIMIT 1`,
  );
  const deletedAt = (objectGuid: ObjectGuid) => {
    const row = last.get(objectGuid);
    return row?.action === 'delete' ? String(row.at) : null;
  };
  const judged = cache.prepare('SELECT tenant_id FROM verdicts WHERE object_guid = ?');
  const link = record.prepare('SELECT anchor FROM links WHERE object_guid = ?');
  const linked = cache.prepare('SELECT id AS tenant_id FROM tenant_users WHERE anchor = ? LIMIT 2');
  const named = cache.prepare('SELECT id AS tenant_id FROM tenant_groups WHERE key = ?');
  return (objectGuid) => {
    const newest = made.get(objectGuid);
    const isSeen = newest?.status !== 'unknown';
    if (newest?.action === 'delete' && isSeen)
      return { tenantObjectId: null, isKnown: true, deletedAt: deletedAt(objectGuid) };
    const anchor = link.get(objectGuid)?.anchor;
    const [one, other] = anchor === undefined ? [] : linked.all(anchor);
    const known = [newest, judged.get(objectGuid), other === undefined ? one : undefined, named.get(objectGuid)];
    const id = known.find((row) => typeof row?.tenant_id === 'string')?.tenant_id ?? null;
    const tenantObjectId = tenantObjectIdSchema.nullable().parse(id);
    // An account that was there is there still, unless it is that which nobody saw.
    const isKnown = isSeen || (tenantObjectId !== null && newest?.action !== 'delete');
    return { tenantObjectId, isKnown, deletedAt: tenantObjectId === null && isKnown ? deletedAt(objectGuid) : null };
  };
}
