/** approvals.findings, approvals.list and approvals.decisions: what is held, and what was decided about it. */
import { succeed } from '../../contract/result.ts';
import type { ApprovalStore } from '../../storage/approvals.ts';
import type { HeldChanges } from '../../storage/held-changes.ts';
import type { RunHistory } from '../../storage/run-history.ts';
import type { Clock } from '../../sync/clock.ts';
import { rejected } from '../../sync/guard.ts';
import type { UnknownChanges } from '../../sync/memory.ts';
import type { Responder } from '../responder.ts';

export interface ApprovalParts {
  readonly approvals: ApprovalStore;
  readonly heldChanges: HeldChanges;
  readonly history: Pick<RunHistory, 'report'>;
  readonly clock: Clock;
  readonly unknown: Pick<UnknownChanges, 'read'>;
}

export const readFindings =
  (parts: Pick<ApprovalParts, 'heldChanges' | 'history'>): Responder<'approvals.findings'> =>
  () =>
    succeed({ runId: parts.heldChanges.run(), findings: findingsIn(parts) });

/** The findings of the run whose changes are held now. */
export function findingsIn({ heldChanges, history }: Pick<ApprovalParts, 'heldChanges' | 'history'>) {
  const runId = heldChanges.run();
  const findings = runId === null ? [] : (history.report(runId)?.findings ?? []);
  return findings.filter(({ kind, held }) => kind !== null && held !== undefined && held > 0);
}

export const listHeldChanges =
  ({ approvals, heldChanges, clock }: ApprovalParts): Responder<'approvals.list'> =>
  ({ kind, cursor, limit }) => {
    const now = clock.now();
    const { items, next } = heldChanges.read(kind, cursor, limit);
    return succeed({
      next,
      items: items.map(({ change, findings = [] }) => ({
        change,
        kinds: findings.filter((each) => each !== rejected),
        rejectedFrom: findings.includes(rejected) ? findings.slice(findings.indexOf(rejected) + 1) : [],
        decisions: approvals.decisionsOn(change.digest, now),
      })),
    });
  };

export const readDecisions =
  ({
    approvals,
    clock,
    unknown,
  }: Pick<ApprovalParts, 'approvals' | 'clock' | 'unknown'>): Responder<'approvals.decisions'> =>
  () => {
    const now = clock.now();
    // What a run may still make comes first, of whatever there are too many.
    const decisions = approvals.decisions(now);
    const attempted = new Set(unknown.read().map(({ change }) => change.digest));
    const approved = decisions
      .filter(({ verdict }) => verdict === 'approved')
      .map((one) => (attempted.has(one.digest) ? { ...one, isAttempted: true } : one));
    const refused = decisions.filter(({ verdict }) => verdict === 'rejected');
    return succeed({ decisions: [...approved, ...refused].slice(0, 1000), exemptions: approvals.exemptions(now) });
  };
