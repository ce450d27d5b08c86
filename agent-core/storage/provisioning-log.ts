/**
 * The index of the provisioning log, kept in the same transaction as the entries of the runs that it points to. An entry gets its line
 * when it is known what became of it; one that is completed later gets a new line in place of the old one, so that whoever follows
 * the log by its ids misses nothing.
 */
import type { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import type { RunId } from '../contract/identifiers.ts';
import { type ReportEntry, reportEntrySchema } from '../contract/run-report.ts';
import { actionOf, statusOf } from '../sync/provisioning-record.ts';
import { portionsOf } from './portions.ts';

/** What became of the entry at this position of a report. */
export interface ProvisioningLine {
  readonly position: number;
  readonly entry: ReportEntry;
  /** ISO 8601. */
  readonly at: string;
  readonly durationMs: number | null;
}

export interface ProvisioningLog {
  /** The very same words of the run before make this a repeat. */
  write(runId: RunId, lines: readonly ProvisioningLine[]): void;
  /** As `write`, for an entry whose line may be there; when it happened stays as it was. */
  complete(runId: RunId, position: number, entry: ReportEntry): void;
  /** Gives every entry of the run that is still not known its line. */
  closeUnknown(runId: RunId): void;
}

const runRowSchema = z.object({ run_id: z.string() });
const momentRowSchema = z.object({ at: z.string(), duration_ms: z.int().nullable() });
const unknownRowSchema = z.object({ position: z.int(), entry: z.string(), at: z.string() });

export function createProvisioningLog(database: DatabaseSync): ProvisioningLog {
  const insert = database.prepare(
    `INSERT OR REPLACE INTO provisioning_log
       (run_id, position, at, duration_ms, object_guid, target_guid, action, status, saying, is_repeat)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, EXISTS (SELECT 1 FROM provisioning_log WHERE saying = ? AND run_id = ?))`,
  );
  const insertNames = database.prepare(
    'INSERT OR IGNORE INTO object_names (name, object_guid) SELECT value ->> 0, value ->> 1 FROM json_each(?)',
  );
  const readMoment = database.prepare('SELECT at, duration_ms FROM provisioning_log WHERE run_id = ? AND position = ?');
  const findRunBefore = database.prepare(
    `SELECT run_id FROM runs WHERE report IS NOT NULL AND sequence < (SELECT sequence FROM runs WHERE run_id = ?)
     ORDER BY sequence DESC LIMIT 1`,
  );
  const readUnknown = database.prepare(
    `SELECT position, entry, coalesce(attempted_at, started_at) AS at
     FROM unknown_changes NATURAL JOIN run_entries NATURAL JOIN runs
     WHERE run_id = ? AND NOT EXISTS (
       SELECT 1 FROM provisioning_log AS line
       WHERE line.run_id = unknown_changes.run_id AND line.position = unknown_changes.position
     ) ORDER BY position`,
  );
  let before: { readonly of: RunId; readonly runId: string } | null = null;
  const runBefore = (runId: RunId): string => {
    if (before?.of !== runId) {
      const found = findRunBefore.get(runId);
      before = { of: runId, runId: found === undefined ? '' : runRowSchema.parse(found).run_id };
    }
    return before.runId;
  };
  const write: ProvisioningLog['write'] = (runId, lines) => {
    const named: (readonly [string, string])[] = [];
    for (const { position, entry, at, durationMs } of lines) {
      const { subject, target } = namedIn(entry);
      const saying = sayingOf(entry);
      const [action, status] = [actionOf(entry), statusOf(entry)];
      const guids = [subject.objectGuid, target?.objectGuid ?? null] as const;
      insert.run(runId, position, at, durationMs, ...guids, action, status, saying, saying, runBefore(runId));
      for (const { objectGuid, names } of target === null ? [subject] : [subject, target])
        for (const name of names) named.push([searchedName(name), objectGuid]);
    }
    for (const some of portionsOf(named)) insertNames.run(JSON.stringify(some));
  };
  return {
    write,
    complete: (runId, position, entry) => {
      const found = readMoment.get(runId, position);
      if (found === undefined) return;
      const { at, duration_ms: durationMs } = momentRowSchema.parse(found);
      write(runId, [{ position, entry, at, durationMs }]);
    },
    closeUnknown: (runId) => {
      const lines = readUnknown.all(runId).map((found): ProvisioningLine => {
        const { position, entry, at } = unknownRowSchema.parse(found);
        return { position, entry: reportEntrySchema.parse(JSON.parse(entry)), at, durationMs: null };
      });
      write(runId, lines);
    },
  };
}

interface Named {
  readonly objectGuid: string;
  readonly names: readonly string[];
}

/** Whom it is about, and of a link whom it leads to, with everything that a person would look for. */
function namedIn(entry: ReportEntry): { readonly subject: Named; readonly target: Named | null } {
  const { objectGuid, displayName, userPrincipalName } = entry.kind === 'held' ? entry.held : entry.outcome.change;
  const subject = { objectGuid, names: [displayName, ...(userPrincipalName === null ? [] : [userPrincipalName])] };
  if (entry.kind === 'held') return { subject, target: null };
  const { change } = entry.outcome;
  if (change.kind !== 'link' && change.kind !== 'unlink') return { subject, target: null };
  return { subject, target: { objectGuid: change.target.objectGuid, names: [change.target.displayName] } };
}

/** Nobody who looks for a name cares for its case. SQLite's own lower() knows no letters but a to z. */
export const searchedName = (name: string) => name.toLowerCase();

/** What waits says the same in every run until it is over; an attempt stands for itself. */
function sayingOf(entry: ReportEntry): string | null {
  if (entry.kind === 'held') return `${entry.held.objectGuid} ${entry.held.problem.code}`;
  const { outcome } = entry;
  if (outcome.kind === 'held') return `${outcome.change.digest} ${outcome.problem.code}`;
  const isWaiting = outcome.kind === 'notAttempted' || outcome.kind === 'waiting';
  return isWaiting ? `${outcome.change.digest} ${outcome.kind}` : null;
}
