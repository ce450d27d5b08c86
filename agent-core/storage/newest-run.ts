/**
 * What is undone: held, failed, waiting, told of and left alone, or attempted and not known. The newest run says it; where that broke off or could
 * not read both sides, what the last one that did left undone stands until a later one does it, as with what people can decide about.
 */
import type { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import type { RunId } from '../contract/identifiers.ts';
import type { ReadingBasis } from '../contract/object-requests.ts';
import type { Problem } from '../contract/problem.ts';
import type { ProblemCode } from '../contract/problem-catalogue.ts';
import {
  type Outcome,
  type ReportEntry,
  type RunReport,
  reportEntrySchema,
  runReportSchema,
} from '../contract/run-report.ts';

export interface UndoneEntry {
  /** Grows from one to the next. */
  readonly position: number;
  readonly entry: ReportEntry;
  readonly problem: Problem;
}

export interface NewestRun {
  readonly run: ReadingBasis['run'];
  /** The last one that read both sides to the end, where that is another; null otherwise. */
  readonly lastWhole: NonNullable<ReadingBasis['lastWhole']> | null;
  /** What is said of people who are synchronised all the same, and of groups that are not written although the settings name them. */
  readonly notes: readonly Problem[];
  /** @param containing only those whose text has one of these in it; null for all */
  undone(containing?: readonly string[] | null): Iterable<UndoneEntry>;
  /** Attempted by any run, and nobody learned yet what became of it. @param containing as above */
  unknown(containing?: readonly string[] | null): readonly ReportEntry[];
}

const rowSchema = z.object({ position: z.int(), entry: z.string() });

/** In SQL, of a report. */
export const isWholeReport = `report ->> '$.directory.isComplete' AND report ->> '$.tenant.isComplete' AND NOT coalesce(report ->> '$.isBroken', 0)`;

export function newestRun(record: DatabaseSync): NewestRun {
  const reportOf = (condition: string) => {
    const row = record
      .prepare(`SELECT report FROM runs WHERE report IS NOT NULL AND ${condition} ORDER BY sequence DESC LIMIT 1`)
      .get();
    return row === undefined ? null : runReportSchema.parse(JSON.parse(String(row.report)));
  };
  const newest = reportOf('TRUE');
  if (newest === null) return { run: null, lastWhole: null, notes: [], undone: () => [], unknown: () => [] };
  const { runId, startedAt, findings, directory, tenant, isBroken, counts } = newest;
  const isWhole = directory.isComplete && tenant.isComplete && !isBroken;
  const whole = isWhole ? null : reportOf(isWholeReport);
  return {
    run: { runId, startedAt, isWhole, ...(isBroken && { brokeOff: hasWritten(counts) ? 'writing' : 'before' }) },
    lastWhole: whole === null ? null : { runId: whole.runId, startedAt: whole.startedAt },
    notes: notesOf([...findings, ...(whole?.findings ?? [])]),
    undone: (containing = null) => readUndone(record, [runId, whole?.runId ?? null], containing),
    unknown: (containing = null) =>
      record
        .prepare(
          `SELECT position, entry FROM unknown_changes NATURAL JOIN run_entries
           WHERE run_id IN (SELECT run_id FROM runs WHERE report IS NOT NULL) ORDER BY attempted_at, position`,
        )
        .all()
        .map((row) => rowSchema.parse(row).entry)
        .filter((entry) => isAmong(entry, containing))
        .map((entry) => reportEntrySchema.parse(JSON.parse(entry))),
  };
}

/** What is sent is recorded before. */
const hasWritten = ({ applied, failed, unknown }: RunReport['counts']) => applied + failed + unknown > 0;

/** Each once, as the newest of these reports says it. */
function notesOf(findings: RunReport['findings']): readonly Problem[] {
  const problems = findings.map(({ problem }) => problem).filter(({ code }) => noted.has(code));
  return problems.filter(({ code }, index) => problems.findIndex((each) => each.code === code) === index);
}

const noted: ReadonlySet<string> = new Set<ProblemCode>([
  'object.expired',
  'object.names-lost',
  'group.transitive-not-written',
]);

function* readUndone(
  record: DatabaseSync,
  [newest, whole]: readonly [RunId, RunId | null],
  containing: readonly string[] | null,
): Iterable<UndoneEntry> {
  const isWanted = (text: string) => isAmong(text, containing);
  let last = -1;
  for (const { position, text } of readEntries(record, newest)) {
    last = position;
    const undone = isWanted(text) ? undoneIn(text) : null;
    if (undone !== null) yield { position, ...undone };
  }
  if (whole === null) return;
  const isOver = overSince(record, whole, isWanted);
  for (const { position, text } of readEntries(record, whole)) {
    const undone = isWanted(text) ? undoneIn(text) : null;
    if (undone !== null && !isOver(undone.entry)) yield { position: last + 1 + position, ...undone };
  }
}

const isAmong = (text: string, containing: readonly string[] | null) =>
  containing === null || containing.some((part) => text.includes(part));

function* readEntries(record: DatabaseSync, runId: RunId) {
  const rows = record.prepare('SELECT position, entry FROM run_entries WHERE run_id = ? ORDER BY position');
  for (const row of rows.iterate(runId)) {
    const { position, entry: text } = rowSchema.parse(row);
    yield { position, text };
  }
}

/** Whether a later run says something else of a change, or of an object that was left alone; then that holds. */
function overSince(record: DatabaseSync, whole: RunId, isWanted: (text: string) => boolean) {
  const digests = new Set<string>();
  const judged = new Set<string>();
  const rows = record
    .prepare(
      `SELECT position, entry FROM run_entries WHERE run_id IN (SELECT run_id FROM runs WHERE report IS NOT NULL
         AND sequence > (SELECT sequence FROM runs WHERE run_id = ?))`,
    )
    .iterate(whole);
  for (const row of rows) {
    const { entry: text } = rowSchema.parse(row);
    if (!isWanted(text)) continue;
    const entry = reportEntrySchema.parse(JSON.parse(text));
    if (entry.kind === 'held') judged.add(entry.held.objectGuid);
    else if (isNews(entry.outcome)) {
      const { digest, kind, objectGuid } = entry.outcome.change;
      digests.add(digest);
      if (kind !== 'link' && kind !== 'unlink') judged.add(objectGuid);
    }
  }
  return (entry: ReportEntry) =>
    entry.kind === 'held' ? judged.has(entry.held.objectGuid) : digests.has(entry.outcome.change.digest);
}

/** What was not attempted, or turned out not to be made, is as it was. */
const isNews = (outcome: Outcome) =>
  outcome.kind !== 'notAttempted' && !(outcome.kind === 'unknown' && outcome.fate === 'notMade');

/** Null of what was done or is only not yet. */
function undoneIn(text: string): Omit<UndoneEntry, 'position'> | null {
  const entry = reportEntrySchema.parse(JSON.parse(text));
  if (entry.kind === 'held') return { entry, problem: entry.held.problem };
  const { outcome } = entry;
  return outcome.kind === 'held' || outcome.kind === 'failed' || outcome.kind === 'waiting'
    ? { entry, problem: outcome.problem }
    : null;
}
