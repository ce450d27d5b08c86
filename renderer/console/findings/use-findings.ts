/** Runs the page of held changes: reads them when it opens and after every run, and carries decisions to the agent. */
import { useCallback, useEffect, useReducer } from 'react';
import type { Bridge, Result } from '../../../electron/contract/bridge.ts';
import {
  type Decided,
  type FindingsState,
  firstFindingsState,
  type Question,
  reduceFindings,
} from './findings-state.ts';

export interface FindingsActions {
  readonly readAgain: () => void;
  readonly readMore: (kind: string, cursor: number) => void;
  readonly ask: (question: Question) => void;
  readonly chooseDays: (days: number) => void;
  readonly leaveQuestion: () => void;
  readonly decide: (question: Question) => void;
}

/** @param lastRunId of the run that ended last: what is held may be something else after it, and after the agent was away */
export function useFindings(
  bridge: Bridge,
  isConnected: boolean,
  lastRunId: string | null,
): { readonly state: FindingsState; readonly actions: FindingsActions } {
  const [state, dispatch] = useReducer(reduceFindings, firstFindingsState);

  const readHeld = useCallback(
    async (kind: string, cursor: number) => {
      const page = await bridge.call('approvals.list', { kind, cursor, limit: 50 });
      dispatch(
        page.ok
          ? { kind: 'heldRead', of: kind, cursor, list: page.value }
          : { kind: 'unreadable', problem: page.problem },
      );
    },
    [bridge],
  );
  const read = useCallback(async () => {
    dispatch({ kind: 'readAgain' });
    const current = await bridge.call('approvals.findings', {});
    if (!current.ok) return dispatch({ kind: 'unreadable', problem: current.problem });
    dispatch({ kind: 'findingsRead', findings: current.value.findings });
    for (const { kind } of current.value.findings) if (kind !== null) await readHeld(kind, 0);
  }, [bridge, readHeld]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a run that ended is the reason to read again
  useEffect(() => {
    if (isConnected) void read();
  }, [read, isConnected, lastRunId]);

  const decide = useCallback(
    async (question: Question) => {
      const { verdict } = question;
      dispatch({ kind: 'deciding' });
      const decided = verdict === 'exempt' ? await askToExempt(bridge, question) : await askToDecide(bridge, question);
      dispatch(
        decided.ok ? { kind: 'decided', verdict, ...decided.value } : { kind: 'refused', problem: decided.problem },
      );
      await read();
    },
    [bridge, read],
  );

  return {
    state,
    actions: {
      readAgain: () => void read(),
      readMore: (kind, cursor) => void readHeld(kind, cursor),
      ask: (question) => dispatch({ kind: 'questionAsked', question }),
      chooseDays: (days) => dispatch({ kind: 'daysChosen', days }),
      leaveQuestion: () => dispatch({ kind: 'questionLeft' }),
      decide: (question) => void decide(question),
    },
  };
}

type Outcome = Result<Omit<Decided, 'verdict'>>;

/** @returns how many changes were decided about */
async function askToDecide(bridge: Bridge, { verdict, finding, change }: Question): Promise<Outcome> {
  const subject = change === null ? { finding: finding.digest ?? null } : { digests: [change.digest] };
  if (verdict === 'reject') {
    const refused = await bridge.call('approvals.reject', subject);
    return refused.ok ? { ok: true, value: { ...refused.value, rejected: 0 } } : refused;
  }
  const approved = await bridge.call('approvals.approve', subject);
  if (!approved.ok) return approved;
  const { changes, rejected = 0 } = approved.value;
  return { ok: true, value: { changes, rejected } };
}

/** An exemption is from a kind as a whole, whatever the finding counts apart.  @returns how many objects are exempt */
async function askToExempt(bridge: Bridge, { finding, change, days }: Question): Promise<Outcome> {
  const [kind = ''] = (finding.kind ?? '').split(' ');
  const subject = change === null ? { finding: finding.digest ?? '' } : { objectGuid: change.objectGuid, kind };
  const exempted = await bridge.call('approvals.exempt', { subject, days });
  if (!exempted.ok) return exempted;
  const { objects, rejected = 0 } = exempted.value;
  return { ok: true, value: { changes: objects, rejected } };
}
