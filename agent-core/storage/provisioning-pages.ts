/** Reads the provisioning log, page by page, in the order in which its lines were written. */
import type { DatabaseSync, SQLInputValue } from 'node:sqlite';
import { z } from 'zod';
import { objectGuidSchema, runIdSchema } from '../contract/identifiers.ts';
import type { ProvisioningRecord } from '../contract/provisioning-record.ts';
import type { ProvisioningFilter, ProvisioningQuery } from '../contract/provisioning-requests.ts';
import { reportEntrySchema } from '../contract/run-report.ts';
import { makeProvisioningRecord } from '../sync/provisioning-record.ts';
import { searchedName } from './provisioning-log.ts';

export interface ProvisioningPage {
  readonly items: readonly ProvisioningRecord[];
  readonly next: number | null;
}

/** A page stays well below what one message may hold, however long the values are. */
const mostCharactersPerPage = 2_000_000;

const rowSchema = z.object({
  id: z.int(),
  at: z.string(),
  duration_ms: z.int().nullable(),
  is_repeat: z.int(),
  run_id: runIdSchema,
  started_at: z.string(),
  started_by: z.string(),
  entry: z.string(),
});

export function readProvisioningPage(database: DatabaseSync, query: ProvisioningQuery): ProvisioningPage {
  const { order, cursor, limit } = query;
  const conditions = [...conditionsOf(query), ...placeOf(order, cursor)];
  const where = conditions.length === 0 ? '' : `WHERE ${conditions.map(({ sql }) => sql).join(' AND ')}`;
  const direction = order === 'newest' ? 'DESC' : 'ASC';
  const rows = database
    .prepare(
      `SELECT id, at, duration_ms, is_repeat, run_id, started_at, started_by, entry FROM
         (SELECT * FROM provisioning_log ${where} ORDER BY id ${direction} LIMIT ?)
         NATURAL JOIN runs NATURAL JOIN run_entries ORDER BY id ${direction}`,
    )
    .iterate(...conditions.flatMap(({ values }) => values), limit + 1);
  const items: ProvisioningRecord[] = [];
  let characters = 0;
  for (const found of rows) {
    const last = items.at(-1);
    if (last !== undefined && (items.length === limit || characters > mostCharactersPerPage))
      return { items, next: last.id };
    const row = rowSchema.parse(found);
    characters += row.entry.length;
    items.push(recordOf(row));
  }
  return { items, next: null };
}

function recordOf(row: z.infer<typeof rowSchema>): ProvisioningRecord {
  return makeProvisioningRecord(reportEntrySchema.parse(JSON.parse(row.entry)), {
    id: row.id,
    at: row.at,
    durationMs: row.duration_ms,
    run: { runId: row.run_id, startedAt: row.started_at, startedBy: row.started_by },
    isRepeat: row.is_repeat === 1,
  });
}

interface Condition {
  readonly sql: string;
  readonly values: readonly SQLInputValue[];
}

function placeOf(order: ProvisioningQuery['order'], cursor: number | null): readonly Condition[] {
  if (cursor === null) return [];
  return [{ sql: order === 'newest' ? 'id < ?' : 'id > ?', values: [cursor] }];
}

function conditionsOf(filter: ProvisioningFilter): readonly Condition[] {
  const { object, runId, action, status, from, until, withRepeats } = filter;
  const condition = (sql: string, value: string | null): readonly Condition[] =>
    value === null ? [] : [{ sql, values: [value] }];
  return [
    ...(object === null ? [] : [objectCondition(object)]),
    ...condition('run_id = ?', runId),
    ...condition('action = ?', action),
    ...condition('status = ?', status),
    ...condition('at >= ?', from === null ? null : canonical(from)),
    ...condition('at < ?', until === null ? null : canonical(until)),
    ...(withRepeats ? [] : [{ sql: 'is_repeat = 0', values: [] }]),
  ];
}

/**
 * What is about it, and what links it to something. Also by a name that it no longer has: what it was called then leads to what happened
 * to it since.
 */
function objectCondition(object: string): Condition {
  const name = searchedName(object);
  if (objectGuidSchema.safeParse(name).success)
    return { sql: '(object_guid = ? OR target_guid = ?)', values: [name, name] };
  const named = 'IN (SELECT object_guid FROM object_names WHERE name = ?)';
  return { sql: `(object_guid ${named} OR target_guid ${named})`, values: [name, name] };
}

/** Instants are compared as text. */
const canonical = (instant: string) => new Date(instant).toISOString();
