import { describe, expect, test } from 'vitest';
import { problem } from '../../../../agent-core/contract/problem.ts';
import type { AgentConnection, ReportEntry, RunReport } from '../../../../electron/contract/bridge.ts';
import {
  firstOverviewState,
  type OverviewEvent,
  type OverviewState,
  reduceOverview,
} from '../../../../renderer/console/overview/overview-state.ts';
import { activities, changeOf, outcomeEntry, reportOf, stateOf } from '../../../desktop/sample-data.ts';

const stateAfter = (...events: readonly OverviewEvent[]): OverviewState =>
  events.reduce(reduceOverview, firstOverviewState);

const connected = (lastRun: RunReport | null = null, activity = activities.idle as AgentActivity): OverviewEvent => ({
  kind: 'connectionChanged',
  connection: { kind: 'connected', state: stateOf(activity, lastRun), permissions: ['read', 'change'] },
});
type AgentActivity = Extract<AgentConnection, { kind: 'connected' }>['state']['activity'];

const lost: OverviewEvent = {
  kind: 'connectionChanged',
  connection: { kind: 'disconnected', problem: problem('control.disconnected', 'socket') },
};
const first = reportOf({ run: 1 });
const second = reportOf({ run: 2 });
const entry = (number: number): ReportEntry => outcomeEntry({ kind: 'applied', change: changeOf({ number }) });
const pageOf = (run: RunReport, cursor: number, items: readonly ReportEntry[], next: number | null): OverviewEvent => ({
  kind: 'entriesRead',
  source: 'run',
  runId: run.runId,
  cursor,
  items,
  next,
});
const unreadable: OverviewEvent = {
  kind: 'entriesUnread',
  source: 'run',
  runId: first.runId,
  problem: problem('control.disconnected', 'socket'),
};

describe('the connection', () => {
  test('brings the list of the last run, to be read from its beginning', () => {
    expect(stateAfter(connected(first)).lastRunEntries).toEqual({
      runId: first.runId,
      entries: [],
      stage: { kind: 'reading', cursor: 0 },
    });
  });

  test('without any run brings no list', () => {
    expect(stateAfter(connected(null)).lastRunEntries).toBeNull();
  });

  test('that is lost leaves what was last seen', () => {
    const state = stateAfter(connected(first), pageOf(first, 0, [entry(1)], null), lost);
    expect(state.connection.kind).toBe('disconnected');
    expect(state.lastSeen?.lastRun).toEqual(first);
    expect(state.lastRunEntries?.entries).toEqual([entry(1)]);
  });

  test('that returns with the same run keeps its entries', () => {
    const state = stateAfter(connected(first), pageOf(first, 0, [entry(1)], null), lost, connected(first));
    expect(state.lastRunEntries?.entries).toEqual([entry(1)]);
    expect(state.lastRunEntries?.stage).toEqual({ kind: 'ready', next: null });
  });

  test('that returns reads on where it broke off', () => {
    const state = stateAfter(connected(first), lost, unreadable, connected(first));
    expect(state.lastRunEntries?.stage).toEqual({ kind: 'reading', cursor: 0 });
  });

  test('that stays does not ask again by itself what the agent refused', () => {
    const state = stateAfter(connected(first), unreadable, connected(first));
    expect(state.lastRunEntries?.stage.kind).toBe('stuck');
  });

  test('that brings another run starts another list', () => {
    const state = stateAfter(connected(first), pageOf(first, 0, [entry(1)], null), connected(second));
    expect(state.lastRunEntries).toMatchObject({ runId: second.runId, entries: [] });
  });
});

describe('a list of entries', () => {
  test('grows by a page at a time, when it is asked to', () => {
    const onePage = stateAfter(connected(first), pageOf(first, 0, [entry(1)], 200));
    expect(onePage.lastRunEntries?.stage).toEqual({ kind: 'ready', next: 200 });
    const asked = reduceOverview(onePage, { kind: 'moreEntriesAsked', source: 'run' });
    expect(asked.lastRunEntries?.stage).toEqual({ kind: 'reading', cursor: 200 });
    const twoPages = reduceOverview(asked, pageOf(first, 200, [entry(2)], null));
    expect(twoPages.lastRunEntries?.entries).toEqual([entry(1), entry(2)]);
  });

  test('takes the same page only once', () => {
    const page = pageOf(first, 0, [entry(1)], null);
    expect(stateAfter(connected(first), page, page).lastRunEntries?.entries).toEqual([entry(1)]);
  });

  test('takes no page of a run that is no longer shown', () => {
    const state = stateAfter(connected(first), connected(second), pageOf(first, 0, [entry(1)], null));
    expect(state.lastRunEntries?.entries).toEqual([]);
  });

  test('that is complete has no more', () => {
    const complete = stateAfter(connected(first), pageOf(first, 0, [], null));
    expect(reduceOverview(complete, { kind: 'moreEntriesAsked', source: 'run' })).toEqual(complete);
  });

  test('that could not be read says why and can be asked for again', () => {
    const stuck = stateAfter(connected(first), unreadable);
    expect(stuck.lastRunEntries?.stage).toMatchObject({ kind: 'stuck', problem: { code: 'control.disconnected' } });
    const again = reduceOverview(stuck, { kind: 'moreEntriesAsked', source: 'run' });
    expect(again.lastRunEntries?.stage).toEqual({ kind: 'reading', cursor: 0 });
  });
});

describe('a run', () => {
  const refused: OverviewEvent = { kind: 'runRefused', problem: problem('run.in-progress', '') };

  test('is asked for once and then either starts or says why not', () => {
    expect(stateAfter(connected(), { kind: 'runAsked' }).runRequest).toEqual({ kind: 'asked' });
    expect(stateAfter(connected(), { kind: 'runAsked' }, { kind: 'runStarted' }).runRequest).toEqual({ kind: 'none' });
    expect(stateAfter(connected(), { kind: 'runAsked' }, refused).runRequest).toMatchObject({ kind: 'refused' });
  });

  test('that was refused is forgotten when the person says so', () => {
    expect(stateAfter(connected(), refused, { kind: 'refusalDismissed' }).runRequest).toEqual({ kind: 'none' });
  });

  test('closes a preview, which it overtakes', () => {
    const made: OverviewEvent = { kind: 'previewMade', report: second };
    const open = [connected(first), { kind: 'previewAsked' }, made] as const;
    expect(stateAfter(...open, { kind: 'runAsked' }).preview.kind).toBe('closed');
    expect(stateAfter(...open, connected(first, activities.running('import'))).preview.kind).toBe('closed');
  });
});

describe('a preview', () => {
  test('opens with its report and a list of its own', () => {
    const state = stateAfter(connected(first), { kind: 'previewAsked' }, { kind: 'previewMade', report: second });
    expect(state.preview).toMatchObject({ kind: 'open', report: second, list: { runId: second.runId, entries: [] } });
    expect(state.lastRunEntries?.runId).toBe(first.runId);
  });

  test('reads its entries beside those of the last run', () => {
    const page: OverviewEvent = { ...pageOf(second, 0, [entry(5)], null), source: 'plan' } as OverviewEvent;
    const state = stateAfter(connected(first), { kind: 'previewAsked' }, { kind: 'previewMade', report: second }, page);
    expect(state.preview).toMatchObject({ list: { entries: [entry(5)] } });
    expect(state.lastRunEntries?.entries).toEqual([]);
  });

  test('that arrives after a run was started is not shown: the run has overtaken it', () => {
    const late = stateAfter(
      connected(first),
      { kind: 'previewAsked' },
      { kind: 'runAsked' },
      { kind: 'previewMade', report: second },
    );
    expect(late.preview).toEqual({ kind: 'closed' });
  });

  test('that fails says why', () => {
    const failed: OverviewEvent = { kind: 'previewFailed', problem: problem('tenant.unreachable', '') };
    expect(stateAfter(connected(), { kind: 'previewAsked' }, failed).preview).toMatchObject({ kind: 'failed' });
    expect(stateAfter(connected(), failed).preview).toEqual({ kind: 'closed' });
  });
});
