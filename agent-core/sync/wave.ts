/**
 * Which changes go to the tenant at the same time. A wave is cut from the beginning of the plan and never reaches beyond one kind of
 * change: whatever comes later in the order may depend on it. Inside of one kind only two things need their order: two changes of
 * one object, and a value that must be unique, which one user gives up and another one takes.
 *
 *     disable disable | update update update(same object) | create ...
 *     +--- wave 1 --+   +---- wave 2 ----+
 *                                          +-- wave 3 --+
 */
import type { Change } from '../contract/plan.ts';

export interface Wave {
  readonly changes: readonly Change[];
  /** In their order. */
  readonly rest: readonly Change[];
}

/**
 * Every change of a wave is written down before the first is sent, and every outcome before the next wave: twice a disk has to be
 * waited for, for so many changes. At twenty a second it lasts ten seconds, and that is how long a run takes to stop.
 */
export const largestWave = 200;

/** @param changes not empty, in the order of the plan */
export function nextWave(changes: readonly Change[]): Wave {
  const kind = changes[0]?.kind;
  const chosen: Change[] = [];
  const passedOver: Change[] = [];
  const taken = new Set<string>();
  let seen = 0;
  for (const change of changes) {
    if (change.kind !== kind || chosen.length === largestWave) break;
    seen += 1;
    const claims = claimsOf(change);
    // Also one that is passed over comes before whatever follows and claims the same.
    const isFree = claims.every((claim) => !taken.has(claim));
    for (const claim of claims) taken.add(claim);
    (isFree ? chosen : passedOver).push(change);
  }
  return { changes: chosen, rest: [...passedOver, ...changes.slice(seen)] };
}

/** Microsoft Graph, user: no two users of a tenant have the same. */
const uniqueAttributes: ReadonlySet<string> = new Set(['userPrincipalName', 'mail', 'mailNickname']);

/** What no two changes of one wave may have in common. */
function claimsOf(change: Change): readonly string[] {
  // The members of a group come and go without regard to each other; a manager is one.
  if ('relation' in change && change.relation === 'members')
    return [`${change.objectGuid} ${change.target.objectGuid}`];
  const values = change.attributes
    .filter(({ name }) => uniqueAttributes.has(name))
    .flatMap(({ name, before, after }) => [before, after].map((value) => [name, value] as const))
    .flatMap(([name, value]) => (typeof value === 'string' ? [`${name} ${value.toLowerCase()}`] : []));
  return [change.objectGuid, ...values];
}
