/**
 * The index of the provisioning log, kept in the same transaction as the entries of the runs that it points to. An entry gets its line
 * when it is known what became of it; one that is completed later gets a new line in place of the old one, so that whoever follows
 * the log by its ids misses nothing.
 */
import type { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import type { RunId } from '../contract/identifiers.ts';
import type { ReportEntry } from '../contract/run-report.ts';
import { actionOf, statusOf } from '../sync/provisioning-record.ts';

export interface ProvisioningMoment {
  /** ISO 8601. */
  readonly at: string;
  readonly durationMs: number | null;
}

export interface ProvisioningLog {
  /** @param previousRunId the run before, whose very same words make this a repeat */
  write(runId: RunId, position: number, entry: ReportEntry, moment: ProvisioningMoment): void;
  /** As `write`, for an entry whose line may be there; when it happened stays as it was. */
  complete(runId: RunId, position: number, entry: ReportEntry): void;
  /** Gives every entry of the run that is still not known its line. */
  closeUnknown(runId: RunId): void;
}

const runRowSchema = z.object({ run_id: z.string() });
const momentRowSchema = z.object({ at: z.string(), duration_ms: z.int().nullable() });

export function createProvisioningLog(database: DatabaseSync): ProvisioningLog {
  const insert = database.prepare(
    `INSERT OR REPLACE INTO provisioning_log
       (run_id, position, at, duration_ms, object_guid, name, action, status, saying, is_repeat)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, EXISTS (SELECT 1 FROM provisioning_log WHERE saying = ? AND run_id = ?))`,
  );
  const readMoment = database.prepare('SELECT at, duration_ms FROM provisioning_log WHERE run_id = ? AND position = ?');
  const findRunBefore = database.prepare(
    `SELECT run_id FROM runs WHERE report IS NOT NULL AND sequence < (SELECT sequence FROM runs WHERE run_id = ?)
     ORDER BY sequence DESC LIMIT 1`,
  );
  const closeUnknown = database.prepare(
    `INSERT OR IGNORE INTO provisioning_log (run_id, position, at, object_guid, name, action, status)
     SELECT
       run_id, position, coalesce(attempted_at, started_at), entry ->> '$.outcome.change.objectGuid',
       lower(coalesce(entry ->> '$.outcome.change.userPrincipalName', entry ->> '$.outcome.change.displayName')),
       entry ->> '$.outcome.change.kind', 'unknown'
     FROM unknown_changes NATURAL JOIN run_entries NATURAL JOIN runs WHERE run_id = ? ORDER BY position`,
  );
  let before: { readonly of: RunId; readonly runId: string } | null = null;
  const runBefore = (runId: RunId): string => {
    if (before?.of !== runId) {
      const found = findRunBefore.get(runId);
      before = { of: runId, runId: found === undefined ? '' : runRowSchema.parse(found).run_id };
    }
    return before.runId;
  };
  const write: ProvisioningLog['write'] = (runId, position, entry, { at, durationMs }) => {
    const { objectGuid, name } = subjectOf(entry);
    const saying = sayingOf(entry);
    const [action, status] = [actionOf(entry), statusOf(entry)];
    insert.run(runId, position, at, durationMs, objectGuid, name, action, status, saying, saying, runBefore(runId));
  };
  return {
    write,
    complete: (runId, position, entry) => {
      const found = readMoment.get(runId, position);
      if (found === undefined) return;
      const { at, duration_ms: durationMs } = momentRowSchema.parse(found);
      write(runId, position, entry, { at, durationMs });
    },
    closeUnknown: (runId) => void closeUnknown.run(runId),
  };
}

/** Whom it is about; the name is what a person would look for, in lower case. */
function subjectOf(entry: ReportEntry): { readonly objectGuid: string; readonly name: string } {
  const subject = entry.kind === 'held' ? entry.held : entry.outcome.change;
  return { objectGuid: subject.objectGuid, name: (subject.userPrincipalName ?? subject.displayName).toLowerCase() };
}

/** What waits says the same in every run until it is over; an attempt stands for itself. */
function sayingOf(entry: ReportEntry): string | null {
  if (entry.kind === 'held') return `${entry.held.objectGuid} ${entry.held.problem.code}`;
  const { outcome } = entry;
  if (outcome.kind === 'held') return `${outcome.change.digest} ${outcome.problem.code}`;
  const isWaiting = outcome.kind === 'notAttempted' || outcome.kind === 'waiting';
  return isWaiting ? `${outcome.change.digest} ${outcome.kind}` : null;
}
