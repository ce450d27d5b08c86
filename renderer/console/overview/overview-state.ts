/**
 * Everything the overview decides: which state follows from which event. The page itself only draws and asks.
 *
 * A list of entries:   reading --page--> ready --more--> reading        reading --trouble--> stuck --again--> reading
 * The preview:         closed --ask--> making --report--> open --a run starts--> closed        making --trouble--> failed
 *                      wanted --connected and idle--> making        wanted: the wizard leads to it
 */

import { assertNever } from '../../../electron/contract/assert-never.ts';
import type {
  AgentConnection,
  AgentState,
  Problem,
  ReportEntry,
  RunId,
  RunReport,
} from '../../../electron/contract/bridge.ts';
import { mayChangeNow } from '../../may-change-now.ts';

export type EntrySource = 'run' | 'plan';

export interface EntryList {
  readonly runId: RunId;
  readonly entries: readonly ReportEntry[];
  readonly stage:
    | { readonly kind: 'reading'; readonly cursor: number }
    /** `next` is null when the list is complete. */
    | { readonly kind: 'ready'; readonly next: number | null }
    | { readonly kind: 'stuck'; readonly cursor: number; readonly problem: Problem };
}

export type Preview =
  | { readonly kind: 'closed' | 'wanted' | 'making' }
  | { readonly kind: 'failed'; readonly problem: Problem }
  | { readonly kind: 'open'; readonly report: RunReport; readonly list: EntryList };

export type ScheduleRequest =
  | { readonly kind: 'none' | 'asked' }
  | { readonly kind: 'refused'; readonly problem: Problem };

export type RunRequest =
  | { readonly kind: 'none' }
  | { readonly kind: 'asked' }
  | { readonly kind: 'refused'; readonly problem: Problem };

export interface OverviewState {
  readonly connection: AgentConnection;
  /** Kept while the connection is lost, so that the page still answers what happened last. */
  readonly lastSeen: AgentState | null;
  readonly lastRunEntries: EntryList | null;
  readonly preview: Preview;
  readonly runRequest: RunRequest;
  readonly scheduleRequest: ScheduleRequest;
}

export type OverviewEvent =
  | { readonly kind: 'connectionChanged'; readonly connection: AgentConnection }
  | { readonly kind: 'runAsked' }
  | { readonly kind: 'runStarted' }
  | { readonly kind: 'runRefused'; readonly problem: Problem }
  | { readonly kind: 'refusalDismissed' }
  | { readonly kind: 'scheduleAsked' }
  | { readonly kind: 'scheduleChanged' }
  | { readonly kind: 'scheduleRefused'; readonly problem: Problem }
  | {
      readonly kind: 'entriesRead';
      readonly source: EntrySource;
      readonly runId: RunId;
      readonly cursor: number;
      readonly items: readonly ReportEntry[];
      readonly next: number | null;
    }
  | { readonly kind: 'entriesUnread'; readonly source: EntrySource; readonly runId: RunId; readonly problem: Problem }
  | { readonly kind: 'moreEntriesAsked'; readonly source: EntrySource }
  | { readonly kind: 'previewAsked' }
  | { readonly kind: 'previewMade'; readonly report: RunReport }
  | { readonly kind: 'previewFailed'; readonly problem: Problem };

export const firstOverviewState: OverviewState = {
  connection: { kind: 'connecting' },
  lastSeen: null,
  lastRunEntries: null,
  preview: { kind: 'closed' },
  runRequest: { kind: 'none' },
  scheduleRequest: { kind: 'none' },
};

/** Whether the agent could make a preview now, for this person. */
export const mayPreview = ({ connection }: Pick<OverviewState, 'connection'>): boolean => mayChangeNow(connection);

export function reduceOverview(state: OverviewState, event: OverviewEvent): OverviewState {
  switch (event.kind) {
    case 'connectionChanged':
      return afterConnection(state, event.connection);
    case 'runAsked':
      // What was previewed is about to be overtaken.
      return { ...state, runRequest: { kind: 'asked' }, preview: { kind: 'closed' } };
    case 'runStarted':
      return { ...state, runRequest: { kind: 'none' } };
    case 'refusalDismissed':
      return { ...state, runRequest: { kind: 'none' }, scheduleRequest: { kind: 'none' } };
    case 'scheduleAsked':
      return { ...state, scheduleRequest: { kind: 'asked' } };
    case 'scheduleChanged':
      return { ...state, scheduleRequest: { kind: 'none' } };
    case 'scheduleRefused':
      return { ...state, scheduleRequest: { kind: 'refused', problem: event.problem } };
    case 'runRefused':
      return { ...state, runRequest: { kind: 'refused', problem: event.problem } };
    case 'entriesRead':
      return changeList(state, event.source, event.runId, (list) =>
        addPage(list, event.cursor, event.items, event.next),
      );
    case 'entriesUnread':
      return changeList(state, event.source, event.runId, (list) => getStuck(list, event.problem));
    case 'moreEntriesAsked':
      return changeList(state, event.source, undefined, readOn);
    case 'previewAsked':
      return { ...state, preview: { kind: 'making' } };
    case 'previewMade':
      if (state.preview.kind !== 'making') return state;
      return { ...state, preview: { kind: 'open', report: event.report, list: listOf(event.report) } };
    case 'previewFailed':
      return state.preview.kind === 'making'
        ? { ...state, preview: { kind: 'failed', problem: event.problem } }
        : state;
    default:
      return assertNever(event);
  }
}

function afterConnection(state: OverviewState, connection: AgentConnection): OverviewState {
  if (connection.kind !== 'connected') return { ...state, connection };
  const { lastRun } = connection.state;
  const known = state.lastRunEntries;
  const isSameRun = lastRun !== null && known?.runId === lastRun.runId;
  const lastRunEntries = lastRun === null ? null : isSameRun ? mended(known, state.connection) : listOf(lastRun);
  const startsRunning = connection.state.activity.kind === 'running';
  return {
    ...state,
    connection,
    lastSeen: connection.state,
    lastRunEntries,
    preview: startsRunning ? { kind: 'closed' } : state.preview,
  };
}

/** What could not be read because the agent was away is read when it is back. */
function mended(list: EntryList, before: AgentConnection): EntryList {
  return before.kind !== 'connected' && list.stage.kind === 'stuck' ? readOn(list) : list;
}

const listOf = (report: RunReport): EntryList => ({
  runId: report.runId,
  entries: [],
  stage: { kind: 'reading', cursor: 0 },
});

/** An answer that arrives late, for a run that is no longer shown, changes nothing. */
function changeList(
  state: OverviewState,
  source: EntrySource,
  runId: RunId | undefined,
  change: (list: EntryList) => EntryList,
): OverviewState {
  const list = listFrom(state, source);
  if (list === null || (runId !== undefined && list.runId !== runId)) return state;
  if (source === 'run') return { ...state, lastRunEntries: change(list) };
  if (state.preview.kind !== 'open') return state;
  return { ...state, preview: { ...state.preview, list: change(list) } };
}

export function listFrom(state: OverviewState, source: EntrySource): EntryList | null {
  if (source === 'run') return state.lastRunEntries;
  return state.preview.kind === 'open' ? state.preview.list : null;
}

function addPage(list: EntryList, cursor: number, items: readonly ReportEntry[], next: number | null): EntryList {
  if (list.stage.kind !== 'reading' || list.stage.cursor !== cursor) return list;
  return { ...list, entries: [...list.entries, ...items], stage: { kind: 'ready', next } };
}

function getStuck(list: EntryList, problem: Problem): EntryList {
  return list.stage.kind === 'reading'
    ? { ...list, stage: { kind: 'stuck', cursor: list.stage.cursor, problem } }
    : list;
}

function readOn(list: EntryList): EntryList {
  if (list.stage.kind === 'stuck') return { ...list, stage: { kind: 'reading', cursor: list.stage.cursor } };
  if (list.stage.kind === 'reading' || list.stage.next === null) return list;
  return { ...list, stage: { kind: 'reading', cursor: list.stage.next } };
}
