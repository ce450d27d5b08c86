/**
 * No two users of a tenant have one sign-in name at a time. While the change that gives one up is held or waits, whoever needs the name
 * waits with it, and so does whoever needs theirs: nobody is asked for a name that its owner keeps.
 */
import type { ChangeDigest } from '../contract/identifiers.ts';
import type { Change } from '../contract/plan.ts';
import { type Problem, problem } from '../contract/problem.ts';
import type { HeldChange } from './guard.ts';
import { nameGivenUp, nameTaken } from './handed-name.ts';
import type { Plan } from './plan.ts';

/** @param allowed what would be made @returns those that need a name which is given up by nothing of that */
export function holdWithoutName({ changes }: Plan, allowed: readonly Change[]): readonly HeldChange[] {
  if (allowed.length === changes.length) return [];
  const goes = new Set(allowed.map(({ digest }) => digest));
  const takers = Map.groupBy(allowed, nameTaken);
  const left = changes.filter(({ digest }) => !goes.has(digest));
  const keepers = new Map(left.map((one) => [nameGivenUp(one), { keeper: one, first: one }]));
  keepers.delete(null);
  const reasons = new Map<ChangeDigest, Problem>();
  // It grows while it is looked through: whoever does not get a name keeps the own one.
  for (const [name, { keeper, first }] of keepers)
    for (const taker of takers.get(name) ?? []) {
      if (taker.objectGuid === keeper.objectGuid || reasons.has(taker.digest)) continue;
      reasons.set(taker.digest, tellNotYet(taker, keeper, first));
      const own = nameGivenUp(taker);
      if (own !== null && !keepers.has(own)) keepers.set(own, { keeper: taker, first });
    }
  return allowed.flatMap((change) => {
    const reason = reasons.get(change.digest);
    return reason === undefined ? [] : [{ change, problem: reason, findings: [] }];
  });
}

/** @param first the change that all of them wait for: about that somebody can decide */
function tellNotYet(taker: Change, keeper: Change, first: Change): Problem {
  const then = keeper.kind === 'delete' ? 'is to be deleted' : `is to get ${nameTaken(keeper)}`;
  return problem(
    'object.name-not-free-yet',
    `userPrincipalName ${nameGivenUp(keeper)}: ${taker.displayName} needs it, ${keeper.displayName} has it and ${then}; that waits for change ${first.digest.slice(0, 12)} of ${first.displayName}`,
  );
}
