/**
 * Forgets what runs did a long time ago, a little at a time. Settings, links, sign-in blocks, decisions, changes of which nobody
 * knows how they went and those that wait for an approval are no reports and stay, however old; so does the newest report.
 */
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { z } from 'zod';
import type { Result } from '../contract/result.ts';
import { inTransaction, tryWrite } from './database.ts';

export interface Retention {
  /** ISO 8601: what is older than this is forgotten. */
  readonly keepsFrom: string;
  /** ISO 8601: what only says again what the run before said is forgotten when it is older than this. */
  readonly keepsRepeatsFrom: string;
  /** Nor are more of those kept than this. */
  readonly mostRepeats: number;
}

/** So few that nobody who waits for the agent notices. */
const linesAtATime = 100;

export interface RecordPruner {
  /** @returns how much was forgotten; there may be more. Problem: data.write-failed. */
  prune(retention: Retention): Result<number>;
}

const lineRowSchema = z.object({
  run_id: z.string(),
  position: z.int(),
  object_guid: z.string(),
  target_guid: z.string().nullable(),
});

export function createRecordPruner(database: DatabaseSync): RecordPruner {
  const isSettled = `NOT EXISTS (SELECT 1 FROM unknown_changes AS open
    WHERE open.run_id = line.run_id AND open.position = line.position)
    AND NOT EXISTS (SELECT 1 FROM held_changes AS held WHERE held.run_id = line.run_id AND held.position = line.position)`;
  const findLines = (condition: string) =>
    database.prepare(
      `SELECT run_id, position, object_guid, target_guid FROM provisioning_log AS line
       WHERE ${condition} AND ${isSettled} LIMIT ${linesAtATime}`,
    );
  const findOld = findLines('at < ?');
  const findRepeats = findLines('is_repeat = 1 AND at < ?');
  const findTooMany = findLines(
    `is_repeat = 1 AND id <= (SELECT id FROM provisioning_log INDEXED BY provisioning_log_repeats
     WHERE is_repeat = 1 ORDER BY id DESC LIMIT 1 OFFSET ?)`,
  );
  const deleteEntry = database.prepare('DELETE FROM run_entries WHERE run_id = ? AND position = ?');
  // Nobody can ask by the names of an object of which the log has nothing any more.
  const deleteNames = database.prepare(
    `DELETE FROM object_names WHERE object_guid = ?
     AND NOT EXISTS (SELECT 1 FROM provisioning_log AS line WHERE line.object_guid = object_names.object_guid)
     AND NOT EXISTS (SELECT 1 FROM provisioning_log AS line WHERE line.target_guid = object_names.object_guid)`,
  );
  const forgetLines = (find: StatementSync, limit: string | number): number => {
    const lines = find.all(limit).map((row) => lineRowSchema.parse(row));
    for (const { run_id: runId, position } of lines) deleteEntry.run(runId, position);
    const objects = lines.flatMap(({ object_guid: object, target_guid: target }) => [object, target ?? object]);
    for (const objectGuid of new Set(objects)) deleteNames.run(objectGuid);
    return lines.length;
  };
  // A run that did nothing is worth no more than a repeat; one that failed says why in its report.
  const deleteRuns = database.prepare(
    `DELETE FROM runs WHERE run_id IN (
       SELECT run_id FROM runs AS run
       WHERE report IS NOT NULL AND (started_at < ? OR (started_at < ? AND report ->> '$.result' <> 'failed'))
         AND sequence < (SELECT max(sequence) FROM runs WHERE report IS NOT NULL)
         AND NOT EXISTS (SELECT 1 FROM run_entries WHERE run_entries.run_id = run.run_id)
       LIMIT ${linesAtATime})`,
  );
  return {
    prune: ({ keepsFrom, keepsRepeatsFrom, mostRepeats }) =>
      tryWrite(() =>
        inTransaction(database, () =>
          [
            forgetLines(findOld, keepsFrom),
            forgetLines(findRepeats, keepsRepeatsFrom),
            forgetLines(findTooMany, mostRepeats),
            Number(deleteRuns.run(keepsFrom, keepsRepeatsFrom).changes),
          ].reduce((sum, forgotten) => sum + forgotten, 0),
        ),
      ),
  };
}
