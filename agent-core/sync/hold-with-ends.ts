/**
 * A link leads to what is in the tenant, or comes into it in the same run. Where an end is held or waits, so does the link: it would only
 * fail, run after run, until somebody decides about the end.
 */
import type { ObjectGuid } from '../contract/identifiers.ts';
import type { Change } from '../contract/plan.ts';
import { problem } from '../contract/problem.ts';
import type { HeldChange } from './guard.ts';
import type { Plan } from './plan.ts';

/** @param allowed what would be made @returns those that cannot be, since nothing makes what they lead to or from */
export function holdWithEnds({ changes, tenantIds }: Plan, allowed: readonly Change[]): readonly HeldChange[] {
  const goes = new Set(allowed.filter(brings).map(({ objectGuid }) => objectGuid));
  const stays = new Map(
    changes.filter(brings).flatMap((one) => (goes.has(one.objectGuid) ? [] : [[one.objectGuid, one.displayName]])),
  );
  if (stays.size === 0) return [];
  const isMissing = (end: ObjectGuid) => !tenantIds.has(end) && stays.has(end);
  return allowed.flatMap((change): readonly HeldChange[] => {
    if (change.kind !== 'link') return [];
    const end = [change.objectGuid, change.target.objectGuid].find(isMissing);
    if (end === undefined) return [];
    return [{ change, problem: problem('object.reference-held', stays.get(end) ?? end), findings: [] }];
  });
}

/** Into the tenant. */
const brings = ({ kind }: Change) => kind === 'create' || kind === 'restore';
