/** What was done that could hurt, kept for a day and more: neither a restart nor a broken run makes the guard forget (rule R10). */
import type { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import type { ChangeDigest, RunId } from '../contract/identifiers.ts';
import type { GuardHistory } from '../sync/memory.ts';

export interface GuardHistoryStore extends GuardHistory {
  /** Before the change is sent: from now on it counts. @param at when its run started, ISO 8601 */
  note(runId: RunId, at: string, digest: ChangeDigest, counted: readonly string[]): void;
  /** It is known that the change was not made. */
  forget(runId: RunId, digest: ChangeDigest): void;
  /** Whatever no count can ask for any more. @param at now */
  prune(at: string): void;
}

const rowSchema = z.object({ kind: z.string(), changes: z.int() });
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
     ) AS found`,
  );
  const insert = database.prepare(
    'INSERT OR IGNORE INTO counted_changes (at, kind, digest, run_id) VALUES (?, ?, ?, ?)',
  );
  const remove = database.prepare('DELETE FROM counted_changes WHERE run_id = ? AND digest = ?');
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
    prune: (at) => void removeOlder.run(new Date(Date.parse(at) - keptForMs).toISOString()),
  };
}
