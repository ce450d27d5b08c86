/** What the guard holds since the newest run that read everything: what people can decide about. */
import type { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import { type ChangeDigest, changeDigestSchema, type RunId, runIdSchema } from '../contract/identifiers.ts';
import type { Result } from '../contract/result.ts';
import { type Outcome, reportEntrySchema } from '../contract/run-report.ts';
import { rejected } from '../sync/guard.ts';
import { tryWrite } from './database.ts';

export type HeldOutcome = Outcome & { readonly kind: 'held' };

export interface HeldChanges {
  /** The run whose held changes these are; null when nothing is held. */
  run(): RunId | null;
  /**
   * @param kind only what this finding holds; `rejected` is what somebody rejected, null is everything
   * @param cursor a position in the report of the run
   */
  read(kind: string | null, cursor: number, limit: number): { items: readonly HeldOutcome[]; next: number | null };
  /** Exactly what the digest of a finding covers. */
  heldBy(kind: string): readonly ChangeDigest[];
  /** Null when it is not held. */
  find(digest: ChangeDigest): HeldOutcome | null;
  /** The kinds of danger for which a change is held; empty when it is not held. */
  kindsOf(digest: ChangeDigest): readonly string[];
  /** Nothing is held any more: there are no two sides to hold it between. */
  forget(): Result<void>;
}

export interface HeldChangeStore extends HeldChanges {
  /** The entry of the held change is at this position of the report. */
  note(runId: RunId, position: number, outcome: HeldOutcome): void;
  /** The run has ended. @param isWhole it read everything: what it does not hold is not held any more */
  end(runId: RunId, isWhole: boolean): void;
}

const runRowSchema = z.object({ run_id: runIdSchema });
const digestRowSchema = z.object({ digest: changeDigestSchema });
const kindRowSchema = z.object({ kind: z.string() });
const entryRowSchema = z.object({ position: z.int(), entry: z.string() });

export function createHeldChanges(database: DatabaseSync): HeldChangeStore {
  const insert = database.prepare(
    'INSERT OR REPLACE INTO held_changes (run_id, kind, digest, position, is_rejected) VALUES (?, ?, ?, ?, ?)',
  );
  const removeAll = database.prepare('DELETE FROM held_changes');
  const removeRun = database.prepare('DELETE FROM held_changes WHERE run_id = ?');
  const removeOthers = database.prepare('DELETE FROM held_changes WHERE run_id <> ?');
  // Of a run in progress nothing is settled yet.
  const findRun = database.prepare(
    'SELECT run_id FROM held_changes WHERE run_id IN (SELECT run_id FROM runs WHERE report IS NOT NULL) LIMIT 1',
  );
  const readPage = database.prepare(
    `SELECT position, entry FROM run_entries WHERE run_id = :run AND position >= :cursor AND position IN (
       SELECT position FROM held_changes WHERE run_id = :run AND (:kind IS NULL OR (kind = :kind AND is_rejected = 0) OR (is_rejected = 1 AND :kind = '${rejected}'))
     ) ORDER BY position LIMIT :limit`,
  );
  const readDigests = database.prepare(
    'SELECT digest FROM held_changes WHERE run_id = ? AND kind = ? AND is_rejected = 0',
  );
  const readOne = database.prepare(
    `SELECT position, entry FROM run_entries WHERE run_id = :run AND position = (
       SELECT position FROM held_changes WHERE run_id = :run AND digest = :digest LIMIT 1)`,
  );
  const readKinds = database.prepare('SELECT kind FROM held_changes WHERE run_id = ? AND digest = ?');
  const run = () => {
    const found = findRun.get();
    return found === undefined ? null : runRowSchema.parse(found).run_id;
  };
  return {
    run,
    read: (kind, cursor, limit) => {
      const parameters = { run: run(), kind, cursor, limit: limit + 1 };
      const rows = readPage.all(parameters).map((row) => entryRowSchema.parse(row));
      return {
        items: rows.slice(0, limit).flatMap(({ entry }) => heldIn(entry)),
        next: rows[limit]?.position ?? null,
      };
    },
    heldBy: (kind) => readDigests.all(run(), kind).map((row) => digestRowSchema.parse(row).digest),
    find: (digest) => {
      const row = readOne.get({ run: run(), digest });
      return row === undefined ? null : (heldIn(entryRowSchema.parse(row).entry)[0] ?? null);
    },
    kindsOf: (digest) => readKinds.all(run(), digest).map((row) => kindRowSchema.parse(row).kind),
    forget: () => tryWrite(() => void removeAll.run()),
    note: (runId, position, { change, findings = [] }) => {
      const rejectedFrom = findings.indexOf(rejected);
      for (const [index, kind] of findings.entries()) {
        if (kind === rejected) continue;
        insert.run(runId, kind, change.digest, position, rejectedFrom !== -1 && index > rejectedFrom ? 1 : 0);
      }
    },
    end: (runId, isWhole) => void (isWhole ? removeOthers : removeRun).run(runId),
  };
}

function heldIn(text: string): readonly HeldOutcome[] {
  const entry = reportEntrySchema.parse(JSON.parse(text));
  return entry.kind === 'outcome' && entry.outcome.kind === 'held' ? [entry.outcome] : [];
}
