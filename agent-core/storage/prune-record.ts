/**
 * Forgets what runs did a long time ago, a little at a time. Settings, links, sign-in blocks, decisions, changes of which nobody
 * knows how they went and those that wait for an approval are no reports and stay, however old; so does the newest report.
 */
import type { DatabaseSync } from 'node:sqlite';
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

export function createRecordPruner(database: DatabaseSync): RecordPruner {
  const isSettled = `NOT EXISTS (SELECT 1 FROM unknown_changes AS open
    WHERE open.run_id = line.run_id AND open.position = line.position)
    AND NOT EXISTS (SELECT 1 FROM held_changes AS held WHERE held.run_id = line.run_id AND held.position = line.position)`;
  const deleteEntries = (condition: string) =>
    database.prepare(
      `DELETE FROM run_entries WHERE (run_id, position) IN (
         SELECT run_id, position FROM provisioning_log AS line WHERE ${condition} AND ${isSettled} LIMIT ${linesAtATime})`,
    );
  const deleteOld = deleteEntries('at < ?');
  const deleteRepeats = deleteEntries('is_repeat = 1 AND at < ?');
  const deleteTooMany = deleteEntries(
    'is_repeat = 1 AND id <= (SELECT id FROM provisioning_log WHERE is_repeat = 1 ORDER BY id DESC LIMIT 1 OFFSET ?)',
  );
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
            deleteOld.run(keepsFrom),
            deleteRepeats.run(keepsRepeatsFrom),
            deleteTooMany.run(mostRepeats),
            deleteRuns.run(keepsFrom, keepsRepeatsFrom),
          ].reduce((sum, { changes }) => sum + Number(changes), 0),
        ),
      ),
  };
}
