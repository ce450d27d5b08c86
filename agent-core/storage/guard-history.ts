/** What was done that could hurt, kept for a day and more: neither a restart nor a broken run makes the guard forget (rule R10). */
import type { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import { type ChangeDigest, objectGuidSchema, type RunId } from '../contract/identifiers.ts';
import { attributeValueSchema, type Change } from '../contract/plan.ts';
import { contestKeyOf, mostReverts } from '../sync/guard/tug-of-war.ts';
import type { GuardHistory } from '../sync/memory.ts';

export interface GuardHistoryStore extends GuardHistory {
  /** Before the change is sent: from now on it counts. @param at when its run started, ISO 8601 */
  note(runId: RunId, at: string, digest: ChangeDigest, counted: readonly string[]): void;
  /** The change was made. @param at when its run started, ISO 8601 */
  noteWritten(runId: RunId, at: string, change: Change): void;
  /** It is known that the change was not made. */
  forget(runId: RunId, digest: ChangeDigest): void;
  /** Whatever no count can ask for any more. @param at now */
  prune(at: string): void;
}

const rowSchema = z.object({ kind: z.string(), changes: z.int() });
const writeRowSchema = z.object({ object_guid: objectGuidSchema, attribute: z.string(), value: z.string() });
const existsSchema = z.object({ found: z.int() });
/** Far more than a day, for clocks that were set back. */
const keptForMs = 8 * 86_400_000;

export function createGuardHistory(database: DatabaseSync): GuardHistoryStore {
  // One that was tried in vain and is planned again counts once.
  const count = database.prepare(
    `SELECT kind, count(DISTINCT digest) AS changes FROM counted_changes
     WHERE at >= ? AND digest NOT IN (SELECT value FROM json_each(?)) GROUP BY kind`,
  );
  const findWhole = database.prepare(
    `SELECT EXISTS (
       SELECT 1 FROM runs WHERE report ->> '$.result' IN ('succeeded', 'succeededWithProblems')
       AND (report ->> '$.counts.applied') + (report ->> '$.counts.unchanged') > 0
       AND coalesce(report ->> '$.counts.unknown', 0) = 0
     ) AS found`,
  );
  const insert = database.prepare(
    'INSERT OR IGNORE INTO counted_changes (at, kind, digest, run_id) VALUES (?, ?, ?, ?)',
  );
  const remove = database.prepare('DELETE FROM counted_changes WHERE run_id = ? AND digest = ?');
  const insertWrite = database.prepare(
    'INSERT OR IGNORE INTO attribute_writes (object_guid, attribute, value, run_id, at) VALUES (?, ?, ?, ?, ?)',
  );
  const readContested = database.prepare(
    `SELECT object_guid, attribute, value FROM attribute_writes WHERE at >= ?
     GROUP BY object_guid, attribute, value HAVING count(*) >= ?`,
  );
  const removeOlderWrites = database.prepare('DELETE FROM attribute_writes WHERE at < ?');
  const removeOlder = database.prepare('DELETE FROM counted_changes WHERE at < ?');
  return {
    countSince: (since, planned) =>
      new Map(
        count
          .all(since, JSON.stringify(planned))
          .map((row) => rowSchema.parse(row))
          .map(({ kind, changes }) => [kind, changes]),
      ),
    isFilled: () => existsSchema.parse(findWhole.get()).found === 1,
    note: (runId, at, digest, counted) => {
      for (const kind of counted) insert.run(at, kind, digest, runId);
    },
    forget: (runId, digest) => void remove.run(runId, digest),
    contested: (since) =>
      new Set(
        readContested
          .all(since, mostReverts)
          .map((row) => writeRowSchema.parse(row))
          .map(({ object_guid: objectGuid, attribute: name, value }) =>
            contestKeyOf(objectGuid, { name, after: attributeValueSchema.parse(JSON.parse(value)) }),
          ),
      ),
    noteWritten: (runId, at, { kind, objectGuid, attributes }) => {
      if (kind !== 'update') return;
      for (const { name, after } of attributes) insertWrite.run(objectGuid, name, JSON.stringify(after), runId, at);
    },
    prune: (at) => {
      const oldest = new Date(Date.parse(at) - keptForMs).toISOString();
      removeOlder.run(oldest);
      removeOlderWrites.run(oldest);
    },
  };
}
