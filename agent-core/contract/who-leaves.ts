/** Whether a change of the settings lets somebody leave: told from two plans, one with it and one without, so that nobody is asked about what happens anyway. */
import type { RunReport } from './run-report.ts';

interface Deciding {
  readonly configurationId?: string | null | undefined;
  readonly tenant: { readonly ownershipExtension?: string | null | undefined };
  readonly scope?: unknown;
  readonly removals?: unknown;
  readonly groups?: unknown;
  readonly domains: readonly { readonly name: string }[];
}

/**
 * Only these settings decide who stays in the tenant. By the configuration and its extension the agent knows whom it manages: where others
 * are named, it manages others from then on; where none is named, they stay as they are.
 */
export function decidesWhoStays(before: Deciding, after: Deciding): boolean {
  const decisive = ({ scope, removals, groups, domains }: Deciding) =>
    JSON.stringify([scope, removals, groups, domains.map(({ name }) => name)]);
  return decisive(before) !== decisive(after) || namesOtherMarks(before, after);
}

/** Then it is another record whose marks count. */
export function namesOtherMarks(before: Deciding, { configurationId, tenant }: Deciding): boolean {
  const isOther = (named: string | null = null, known: string | null = null) => named !== null && named !== known;
  return (
    isOther(configurationId, before.configurationId) ||
    isOther(tenant.ownershipExtension, before.tenant.ownershipExtension)
  );
}

type Counted = Pick<RunReport, 'counts'>;

/** Everything that a run lets go of, will take away or takes away. */
export const countLeaving = (report: Counted): number => byGravity(report)[0] ?? 0;

/** @param without the plan of the settings as they are */
export function countConcerned(report: Counted, without: Counted | null): number {
  const anyway = without === null ? [] : byGravity(without);
  return Math.max(0, ...byGravity(report).map((count, gravity) => count - (anyway[gravity] ?? 0)));
}

/**
 * All that leaves, and of it what is graver: whoever was only let go of until now and is deleted from now on is concerned, though nobody
 * more leaves. So is whoever is blocked from now on and was to be deleted, since somebody may have rejected that.
 */
function byGravity({ counts: { planned, leftScope, removalWaits } }: Counted): readonly number[] {
  const takenAway = planned.delete + planned.disable + planned.unlink;
  return [takenAway + removalWaits + leftScope, takenAway + removalWaits, takenAway, planned.delete, planned.disable];
}
