/**
 * A decision is about the danger that somebody looked at, and not about a later one that comes to the same (rule R12). So it is over when a
 * run that learned everything does not plan its change any more: the scope was put right, or the person is back. Whoever leaves again after
 * that was neither approved nor rejected by anybody.
 *
 *     approved --made--> used up          approved --its time is over--> ended
 *     approved, rejected --taken back--> ended
 *        \--not planned, and its object is not kept waiting before the plan--> lapsed
 */

import type { Decision } from '../contract/approval-requests.ts';
import { decidedByChange, type Verdict } from '../contract/decided-together.ts';
import type { ChangeDigest, ObjectGuid } from '../contract/identifiers.ts';
import { numberText } from '../contract/number-text.ts';
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

/** @returns what the report says of decisions that are over by this run. None is, where it did not learn everything or only looks. */
export function lapseDecisions(
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
  if (!written.ok) return written;
  return succeed([...tellLapsed('approved', lapsed), ...tellLapsed('rejected', lapsed)]);
}

function findLapsed(decisions: readonly Decision[], { imported, guarded }: Ran): readonly Decision[] {
  if (decisions.length === 0) return [];
  const { changes, held, waiting } = guarded.plan;
  const isPlanned = new Set<ChangeDigest>(changes.map(({ digest }) => digest));
  // Of whom nothing is planned although something may be due: it comes up again when what stands against it is over.
  const keptWaiting = new Set<ObjectGuid>([
    ...[...held, ...waiting.map((one) => one.held)].map(({ objectGuid }) => objectGuid),
    ...imported.absent.there.map(({ objectGuid }) => objectGuid),
  ]);
  const mayComeUp = ({ verdict, objectGuids = [] }: Decision) =>
    objectGuids.some((each) => keptWaiting.has(each)) ||
    // Of a rejection from before that was kept nobody knows whom it is about: whoever waits may be the one.
    (verdict === 'rejected' && objectGuids.length === 0 && keptWaiting.size > 0);
  return decisions.filter((decision) => !isPlanned.has(decision.digest) && !mayComeUp(decision));
}

/** Each change once, however many kinds of danger it was decided about for, with each time at which it was. */
export const namesOfDecided = (verdict: Verdict, decisions: readonly Decision[]): readonly string[] => {
  const byDigest = Map.groupBy(decisions, ({ digest }) => digest);
  return decidedByChange(verdict, decisions).flatMap(({ changes, kinds }) =>
    changes.map(({ digest, what }) => {
      const own = (byDigest.get(digest) ?? []).filter((one) => one.verdict === verdict);
      return `${what ?? 'a change'} [${digest.slice(0, 12)}, ${kinds.join(', ')}], ${verdict} ${whenText(own)}`;
    }),
  );
};

function whenText(decisions: readonly Decision[]): string {
  const times = [...Map.groupBy(decisions, ({ by, at }) => `by ${by} at ${at}`)];
  if (times.length === 1) return times.map(([time]) => time).join('');
  return times.map(([time, those]) => `${time} (${those.map(({ kind }) => kind).join(', ')})`).join(' and ');
}

const codes = { approved: 'guard.approval-lapsed', rejected: 'guard.rejection-lapsed' } as const;

function tellLapsed(verdict: Verdict, lapsed: readonly Decision[]): readonly Finding[] {
  const names = namesOfDecided(verdict, lapsed);
  const found = names.length;
  if (found === 0) return [];
  const count = numberText(found, 'change', 'changes');
  const noted = problem(codes[verdict], `${count}: ${nameFirst(names, '; ')}`);
  return [{ kind: null, problem: noted, found, allowed: found, holds: [] }];
}
