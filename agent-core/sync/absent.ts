/**
 * Who was seen in an earlier run and is not found in this one. Whoever still has an account is told of, by name and since when, until a
 * person or a later run settles it; of whom nothing is left in the tenant either is forgotten. Nobody is removed for being absent (rule R1).
 */
import type { ObjectGuid, SourceAnchor } from '../contract/identifiers.ts';
import type { HeldObject } from '../contract/plan.ts';
import { problem } from '../contract/problem.ts';
import type { AbsentObject } from '../contract/run-report.ts';
import type { SeenBefore } from './memory.ts';
import { objectInMark } from './ownership-mark.ts';
import type { Plan } from './plan.ts';
import type { Reading } from './reading.ts';
import type { TenantUser } from './tenant.ts';

export interface Absent {
  /** With the names that their accounts have; since null: of this run. */
  readonly there: readonly (Omit<AbsentObject, 'since'> & SeenBefore)[];
  /** On both sides. */
  readonly gone: readonly ObjectGuid[];
}

/** A tenant that was not read completely does not show that somebody is gone from it. */
export function judgeAbsent(
  absent: readonly SeenBefore[],
  tenant: Reading<TenantUser>,
  links: ReadonlyMap<ObjectGuid, SourceAnchor>,
): Absent {
  if (absent.length === 0) return { there: [], gone: [] };
  const byAnchor = new Map(tenant.objects.map((user) => [user.anchor, user]));
  const byMark = new Map<ObjectGuid | null, TenantUser>(
    tenant.objects.map((user) => [objectInMark(user.values.ownershipMark), user]),
  );
  const judged = absent.map((one) => {
    const linked = links.get(one.objectGuid);
    return { one, user: byMark.get(one.objectGuid) ?? (linked === undefined ? undefined : byAnchor.get(linked)) };
  });
  const isTold = ({ user }: (typeof judged)[number]) => user !== undefined || tenant.problem !== null;
  return {
    there: judged.filter(isTold).map(({ one, user }) => ({ ...one, ...namesOf(one, user) })),
    gone: judged.filter((each) => !isTold(each)).map(({ one }) => one.objectGuid),
  };
}

/** Of whom the directory says nothing. Whoever it shows deleted, or in another domain, waits for that or is removed, and is told of so. */
export function withoutEvidence(
  there: Absent['there'],
  { waiting, changes }: Pick<Plan, 'waiting' | 'changes'>,
): Absent['there'] {
  const known = new Set([...waiting.map(({ held }) => held), ...changes].map(({ objectGuid }) => objectGuid));
  return there.filter(({ objectGuid }) => !known.has(objectGuid));
}

function namesOf({ objectGuid }: SeenBefore, user: TenantUser | undefined) {
  if (user === undefined) return { displayName: objectGuid, userPrincipalName: null };
  const { displayName, userPrincipalName } = user.values;
  return { displayName: String(displayName ?? userPrincipalName), userPrincipalName: String(userPrincipalName) };
}

export function describeAbsent(one: Absent['there'][number], now: string): AbsentObject {
  return { ...one, since: one.since ?? now };
}

export function tellAbsent(one: Absent['there'][number], now: string): HeldObject {
  const { objectGuid, displayName, userPrincipalName, since } = describeAbsent(one, now);
  const reason = problem('object.absent', `${displayName}: not found since ${since}`);
  return { objectType: 'user', objectGuid, displayName, userPrincipalName, problem: reason };
}
