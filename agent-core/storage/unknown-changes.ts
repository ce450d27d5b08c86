/** Where in the record stand the changes that were attempted and of which nobody learned yet how they went. */
import type { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import { type RunId, runIdSchema } from '../contract/identifiers.ts';
import { type Outcome, type ReportEntry, reportEntrySchema, type SettledChange } from '../contract/run-report.ts';
import type { UnknownChange, UnknownChanges } from '../sync/memory.ts';

export interface UnknownChangeStore extends UnknownChanges {
  /** The entry of the change is at this position of the report. @param at ISO 8601 */
  note(runId: RunId, position: number, at: string): void;
  /** It is known now. */
  forget(runId: RunId, position: number): void;
  /** Completes the reports of the runs that never knew. @returns what was completed */
  settle(settled: readonly SettledChange[]): readonly CompletedEntry[];
}

/** An entry of a report, as it reads now. */
export interface CompletedEntry {
  readonly runId: RunId;
  readonly position: number;
  readonly entry: ReportEntry;
}

const rowSchema = z.object({ run_id: runIdSchema, position: z.int(), entry: z.string() });

export function createUnknownChanges(database: DatabaseSync): UnknownChangeStore {
  const insert = database.prepare('INSERT INTO unknown_changes (run_id, position, attempted_at) VALUES (?, ?, ?)');
  const remove = database.prepare('DELETE FROM unknown_changes WHERE run_id = ? AND position = ?');
  const replace = database.prepare('UPDATE run_entries SET entry = ? WHERE run_id = ? AND position = ?');
  // Of a run in progress nothing is unknown yet.
  const readAll = database.prepare(
    `SELECT run_id, position, entry FROM unknown_changes NATURAL JOIN run_entries
     WHERE run_id IN (SELECT run_id FROM runs WHERE report IS NOT NULL) ORDER BY run_id, position`,
  );
  const find = () =>
    readAll.all().flatMap((found) => {
      const { run_id: runId, position, entry } = rowSchema.parse(found);
      const outcome = unknownIn(reportEntrySchema.parse(JSON.parse(entry)));
      return outcome === null ? [] : [{ runId, position, outcome }];
    });
  return {
    read: () => find().map(({ runId, outcome: { change } }): UnknownChange => ({ runId, change })),
    note: (runId, position, at) => void insert.run(runId, position, at),
    forget: (runId, position) => void remove.run(runId, position),
    settle: (settled) => {
      if (settled.length === 0) return [];
      const fates = new Map(settled.map(({ runId, change, fate }) => [`${runId} ${change.digest}`, fate]));
      return find().flatMap(({ runId, position, outcome }) => {
        const fate = fates.get(`${runId} ${outcome.change.digest}`);
        if (fate === undefined) return [];
        const entry: ReportEntry = { kind: 'outcome', outcome: { ...outcome, fate } };
        replace.run(JSON.stringify(entry), runId, position);
        remove.run(runId, position);
        return [{ runId, position, entry }];
      });
    },
  };
}

function unknownIn(entry: ReportEntry): (Outcome & { readonly kind: 'unknown' }) | null {
  return entry.kind === 'outcome' && entry.outcome.kind === 'unknown' ? entry.outcome : null;
}
