/** Whether a change of the settings lets somebody leave: told from two plans, one with it and one without, so that nobody is asked about what happens anyway. */
import type { RunReport } from './run-report.ts';

interface Deciding {
  readonly scope?: unknown;
  readonly removals?: unknown;
  readonly groups?: unknown;
  readonly domains: readonly { readonly name: string }[];
}

/** Only these settings decide who stays in the tenant. */
export function decidesWhoStays(before: Deciding, after: Deciding): boolean {
  const decisive = ({ scope, removals, groups, domains }: Deciding) =>
    JSON.stringify([scope, removals, groups, domains.map(({ name }) => name)]);
  return decisive(before) !== decisive(after);
}

type Counted = Pick<RunReport, 'counts'>;

/** Everything that a run lets go of, will take away or takes away. */
export const countLeaving = (report: Counted): number => byGravity(report)[0] ?? 0;

/** @param without the plan of the settings as they are */
export function countConcerned(report: Counted, without: Counted | null): number {
  const anyway = without === null ? [] : byGravity(without);
  return Math.max(0, ...byGravity(report).map((count, gravity) => count - (anyway[gravity] ?? 0)));
}

/** Whether only memberships end because of the change, and nobody leaves the scope or loses an account. @param without as above */
export const endsMembershipsAlone = (report: Counted, without: Counted | null): boolean =>
  countConcerned(withoutUnlinks(report), without === null ? null : withoutUnlinks(without)) === 0;

const withoutUnlinks = ({ counts }: Counted): Counted => ({
  counts: { ...counts, planned: { ...counts.planned, unlink: 0 } },
});

/**
 * All that leaves, and of it what is graver: whoever was only let go of until now and is deleted from now on is concerned, though nobody
 * more leaves.
 */
function byGravity({ counts: { planned, leftScope, removalWaits } }: Counted): readonly number[] {
  const takenAway = planned.delete + planned.disable + planned.unlink;
  return [takenAway + removalWaits + leftScope, takenAway + removalWaits, takenAway, planned.delete];
}
