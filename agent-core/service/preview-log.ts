/** The record of a preview: kept in memory until the next one, since nothing happened that would have to be remembered. */
import type { RunId } from '../contract/identifiers.ts';
import { succeed } from '../contract/result.ts';
import type { ReportEntry } from '../contract/run-report.ts';
import type { EntryPage } from '../storage/run-history.ts';
import type { OpenRunLog, RunLog } from '../sync/memory.ts';

export interface PreviewLog extends RunLog {
  /** Null unless it is the newest preview. */
  entries(runId: RunId, cursor: number, limit: number): EntryPage | null;
}

export function createPreviewLog(): PreviewLog {
  let newest: { readonly runId: RunId; readonly entries: ReportEntry[] } | null = null;
  return {
    begin: (runId, startedAt) => {
      const entries: ReportEntry[] = [];
      newest = { runId, entries };
      const log: OpenRunLog = {
        runId,
        startedAt,
        observe: () => succeed(undefined),
        intend: () => succeed(undefined),
        hold: (held) => {
          entries.push(...held.map((object) => ({ kind: 'held' as const, held: object })));
          return succeed(undefined);
        },
        append: (outcomes) => {
          for (const outcome of outcomes) entries.push({ kind: 'outcome', outcome });
          return succeed(undefined);
        },
        finish: () => succeed(undefined),
      };
      return succeed(log);
    },
    entries: (runId, cursor, limit) => {
      if (newest === null || newest.runId !== runId) return null;
      const items = newest.entries.slice(cursor, cursor + limit);
      const next = cursor + items.length;
      return { items, next: next < newest.entries.length ? next : null };
    },
  };
}
