/**
 * An approval is for the danger that somebody looked at, and not for a later one that comes to the same (rule R12). So it is over when a run
 * that learned everything does not plan its change any more: the scope was put right, or the person is back.
 *
 *     approved --made--> used up          approved --its time is over--> ended
 *        \--not planned, and its object is not kept waiting before the plan--> lapsed
 */
import type { Decision } from '../contract/approval-requests.ts';
import { approvedByChange } from '../contract/approved-together.ts';
import type { ChangeDigest, ObjectGuid } from '../contract/identifiers.ts';
import type { Finding } from '../contract/plan.ts';
import { problem } from '../contract/problem.ts';
import { type Result, succeed } from '../contract/result.ts';
import type { Applied } from './apply.ts';
import type { Guarded } from './guard.ts';
import type { Imported } from './import.ts';
import { nameFirst } from './name-first.ts';
import type { RunContext } from './run-context.ts';

export interface Ran {
  readonly imported: Pick<Imported, 'problems' | 'absent' | 'organization'>;
  readonly guarded: Pick<Guarded, 'plan'>;
  readonly applied: Pick<Applied, 'endedBy'>;
  readonly isCancelled: boolean;
}

/** @returns what the report says of approvals that are over by this run. Nothing is, where it did not learn everything or only looks. */
export function lapseApprovals(
  { approvals, intent, clock }: Pick<RunContext, 'approvals' | 'intent' | 'clock'>,
  ran: Ran,
): Result<readonly Finding[]> {
  const { imported, applied, isCancelled } = ran;
  const isWhole = imported.problems.length === 0 && imported.organization !== null && applied.endedBy === null;
  if (intent.kind === 'preview' || isCancelled || !isWhole) return succeed([]);
  const now = clock.now();
  const lapsed = findLapsed([...approvals.read(now).byChange.values()], ran);
  if (lapsed.length === 0) return succeed([]);
  const written = approvals.lapse(lapsed, now);
  return written.ok ? succeed([tellLapsed(lapsed)]) : written;
}

function findLapsed(decisions: readonly Decision[], { imported, guarded }: Ran): readonly Decision[] {
  const approved = decisions.filter(({ verdict }) => verdict === 'approved');
  if (approved.length === 0) return [];
  const { changes, held, waiting } = guarded.plan;
  const isPlanned = new Set<ChangeDigest>(changes.map(({ digest }) => digest));
  // Of whom nothing is planned although something may be due: it comes up again when what stands against it is over.
  const keptWaiting = new Set<ObjectGuid>([
    ...[...held, ...waiting.map((one) => one.held)].map(({ objectGuid }) => objectGuid),
    ...imported.absent.there.map(({ objectGuid }) => objectGuid),
  ]);
  return approved.filter(
    ({ digest, objectGuids = [] }) => !isPlanned.has(digest) && !objectGuids.some((each) => keptWaiting.has(each)),
  );
}

/** Each change once, however many kinds of danger it was approved for. */
export const namesOfApproved = (decisions: readonly Decision[]): readonly string[] =>
  approvedByChange(decisions).flatMap(({ changes, kinds, by, at }) =>
    changes.map(
      ({ digest, what }) =>
        `${what ?? 'a change'} [${digest.slice(0, 12)}, ${kinds.join(', ')}], approved by ${by} at ${at}`,
    ),
  );

function tellLapsed(lapsed: readonly Decision[]): Finding {
  const names = namesOfApproved(lapsed);
  const found = names.length;
  const count = found === 1 ? '1 change' : `${found.toLocaleString('en')} changes`;
  const noted = problem('guard.approval-lapsed', `${count}: ${nameFirst(names, '; ')}`);
  return { kind: null, problem: noted, found, allowed: found, holds: [] };
}
