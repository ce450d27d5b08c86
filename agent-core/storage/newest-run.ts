/** What the newest run left undone: held, failed, waiting, or told of and left alone. */
import type { DatabaseSync } from 'node:sqlite';
import type { ReadingBasis } from '../contract/object-requests.ts';
import type { Problem } from '../contract/problem.ts';
import type { ProblemCode } from '../contract/problem-catalogue.ts';
import { type ReportEntry, reportEntrySchema, runReportSchema } from '../contract/run-report.ts';

export interface UndoneEntry {
  readonly position: number;
  readonly entry: ReportEntry;
  readonly problem: Problem;
}

export interface NewestRun {
  readonly run: ReadingBasis['run'];
  /** What it says of people who are synchronised all the same, and of groups that are not written although the settings name them. */
  readonly notes: readonly Problem[];
  /** @param containing only those whose text has one of these in it; null for all */
  undone(containing?: readonly string[] | null): Iterable<UndoneEntry>;
}

export function newestRun(record: DatabaseSync): NewestRun {
  const row = record
    .prepare('SELECT run_id, report FROM runs WHERE report IS NOT NULL ORDER BY sequence DESC LIMIT 1')
    .get();
  if (row === undefined) return { run: null, notes: [], undone: () => [] };
  const { runId, startedAt, directory, tenant, isBroken, findings } = runReportSchema.parse(
    JSON.parse(String(row.report)),
  );
  const isWhole = directory.isComplete && tenant.isComplete && !isBroken;
  return {
    run: { runId, startedAt, isWhole },
    notes: findings.map(({ problem }) => problem).filter(({ code }) => noted.has(code)),
    undone: function* (containing = null) {
      const rows = record
        .prepare('SELECT position, entry FROM run_entries WHERE run_id = ? ORDER BY position')
        .iterate(runId);
      for (const { position, entry: text } of rows) {
        const written = String(text);
        if (containing !== null && !containing.some((part) => written.includes(part))) continue;
        const entry = reportEntrySchema.parse(JSON.parse(written));
        const found = problemOf(entry);
        if (found !== null) yield { position: Number(position), entry, problem: found };
      }
    },
  };
}

const noted: ReadonlySet<string> = new Set<ProblemCode>([
  'object.expired',
  'object.names-lost',
  'group.transitive-not-written',
]);

/** Null of what was done or is only not yet. */
function problemOf(entry: ReportEntry): Problem | null {
  if (entry.kind === 'held') return entry.held.problem;
  const { outcome } = entry;
  return outcome.kind === 'held' || outcome.kind === 'failed' || outcome.kind === 'waiting' ? outcome.problem : null;
}
