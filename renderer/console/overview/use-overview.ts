/** Runs the overview: feeds its state with what the bridge tells, and asks the bridge what the state wants to know. */
import { type Dispatch, useCallback, useEffect, useReducer } from 'react';
import type { AgentConnection, Bridge } from '../../../electron/contract/bridge.ts';
import type { WayOut } from '../../choose-view.ts';
import { useConnection } from '../../use-connection.ts';
import {
  type EntrySource,
  firstOverviewState,
  listFrom,
  mayPreview,
  type OverviewEvent,
  type OverviewState,
  reduceOverview,
} from './overview-state.ts';

export interface OverviewActions {
  readonly run: () => void;
  readonly dismissRefusal: () => void;
  readonly preview: () => void;
  readonly pause: () => void;
  readonly resume: () => void;
  readonly readMoreOfRun: () => void;
  readonly readMoreOfPlan: () => void;
}

/** @param beginsWith the plan: one is made as soon as the agent can */
export function useOverview(
  bridge: Bridge,
  beginsWith: WayOut,
): { readonly state: OverviewState; readonly actions: OverviewActions } {
  const [state, dispatch] = useReducer(reduceOverview, {
    ...firstOverviewState,
    preview: { kind: beginsWith === 'plan' ? 'wanted' : 'closed' },
  });
  const follow = useCallback((connection: AgentConnection) => dispatch({ kind: 'connectionChanged', connection }), []);
  useConnection(bridge, follow);
  useEntries(bridge, state, 'run', dispatch);
  useEntries(bridge, state, 'plan', dispatch);

  const run = useCallback(async () => {
    dispatch({ kind: 'runAsked' });
    const started = await bridge.call('run.start', {});
    dispatch(started.ok ? { kind: 'runStarted' } : { kind: 'runRefused', problem: started.problem });
  }, [bridge]);
  const preview = useCallback(async () => {
    dispatch({ kind: 'previewAsked' });
    const made = await bridge.call('plan.create', {});
    dispatch(made.ok ? { kind: 'previewMade', report: made.value } : { kind: 'previewFailed', problem: made.problem });
  }, [bridge]);

  const change = useCallback(
    async (name: 'schedule.pause' | 'schedule.resume') => {
      dispatch({ kind: 'scheduleAsked' });
      const changed = await bridge.call(name, {});
      dispatch(changed.ok ? { kind: 'scheduleChanged' } : { kind: 'scheduleRefused', problem: changed.problem });
    },
    [bridge],
  );

  const readMoreOfRun = useCallback(() => dispatch({ kind: 'moreEntriesAsked', source: 'run' }), []);
  const readMoreOfPlan = useCallback(() => dispatch({ kind: 'moreEntriesAsked', source: 'plan' }), []);

  const isWanted = state.preview.kind === 'wanted' && mayPreview(state);
  useEffect(() => {
    if (isWanted) void preview();
  }, [isWanted, preview]);

  return {
    state,
    actions: {
      run: () => void run(),
      preview: () => void preview(),
      dismissRefusal: () => dispatch({ kind: 'refusalDismissed' }),
      pause: () => void change('schedule.pause'),
      resume: () => void change('schedule.resume'),
      readMoreOfRun,
      readMoreOfPlan,
    },
  };
}

function useEntries(
  bridge: Bridge,
  state: OverviewState,
  source: EntrySource,
  dispatch: Dispatch<OverviewEvent>,
): void {
  const list = listFrom(state, source);
  const runId = list?.runId;
  const cursor = list?.stage.kind === 'reading' ? list.stage.cursor : undefined;
  useEffect(() => {
    if (runId === undefined || cursor === undefined) return;
    const read = async () => {
      const page = await bridge.call(source === 'run' ? 'run.entries' : 'plan.entries', { runId, cursor });
      dispatch(
        page.ok
          ? { kind: 'entriesRead', source, runId, cursor, items: page.value.items, next: page.value.next }
          : { kind: 'entriesUnread', source, runId, problem: page.problem },
      );
    };
    void read();
  }, [bridge, dispatch, source, runId, cursor]);
}
