/**
 * Who was seen in an earlier run and is not found in this one. Whoever still has an account is told of, by name and since when, until a
 * person or a later run settles it; of whom nothing is left in the tenant either is forgotten. Nobody is removed for being absent (rule R1).
 */
import type { ObjectGuid } from '../contract/identifiers.ts';
import type { HeldObject } from '../contract/plan.ts';
import { problem } from '../contract/problem.ts';
import type { AbsentObject } from '../contract/run-report.ts';
import { type GroupOwner, ownGroupIn } from './group-ownership.ts';
import type { SeenBefore } from './memory.ts';
import { objectInMark } from './ownership-mark.ts';
import type { Plan } from './plan.ts';
import type { Reading } from './reading.ts';
import type { TenantUser } from './tenant.ts';
import { nameOfTenantGroup, type TenantGroup } from './tenant-groups.ts';

export interface Absent {
  /** With the names that their accounts have; since null: of this run. */
  readonly there: readonly (Omit<AbsentObject, 'since'> & SeenBefore)[];
  /** On both sides. */
  readonly gone: readonly ObjectGuid[];
}

interface TenantSide extends GroupOwner {
  readonly users: Reading<TenantUser>;
  readonly groups: Reading<TenantGroup>;
  /** Where groups are left alone, none of them is missed. */
  readonly areGroupsSynchronised: boolean;
}

/** A tenant that was not read completely does not show that somebody is gone from it. */
export function judgeAbsent(absent: readonly SeenBefore[], tenant: TenantSide): Absent {
  const missed = absent.filter(({ objectType }) => objectType === 'user' || tenant.areGroupsSynchronised);
  if (missed.length === 0) return { there: [], gone: [] };
  const { users, groups } = tenant;
  const findUser = userFinder(tenant);
  // A group is ours to tell of on the same terms on which it would be ours to delete.
  const ownGroups = new Map(groups.objects.map((group) => [ownGroupIn(group, tenant)?.objectGuid, group]));
  const namesOf = ({ objectGuid, objectType }: SeenBefore): Names | null => {
    const isUser = objectType === 'user';
    const found = isUser ? namesOfUser(findUser(objectGuid)) : namesOfGroup(ownGroups.get(objectGuid));
    const isComplete = (isUser ? users : groups).problem === null;
    return found ?? (isComplete ? null : { displayName: objectGuid, userPrincipalName: null });
  };
  const judged = missed.map((one) => ({ one, names: namesOf(one) }));
  return {
    there: judged.flatMap(({ one, names }) => (names === null ? [] : [{ ...one, ...names }])),
    gone: judged.flatMap(({ one, names }) => (names === null ? [one.objectGuid] : [])),
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

function userFinder({ users, links }: TenantSide): (objectGuid: ObjectGuid) => TenantUser | undefined {
  const byAnchor = new Map(users.objects.map((user) => [user.anchor, user]));
  const byMark = new Map<ObjectGuid | null, TenantUser>(
    users.objects.map((user) => [objectInMark(user.values.ownershipMark), user]),
  );
  return (objectGuid) => {
    const linked = links.get(objectGuid);
    return byMark.get(objectGuid) ?? (linked === undefined ? undefined : byAnchor.get(linked));
  };
}

type Names = Pick<AbsentObject, 'displayName' | 'userPrincipalName'>;

function namesOfUser(user: TenantUser | undefined): Names | null {
  if (user === undefined) return null;
  const { displayName, userPrincipalName } = user.values;
  return { displayName: String(displayName ?? userPrincipalName), userPrincipalName: String(userPrincipalName) };
}

function namesOfGroup(group: TenantGroup | undefined): Names | null {
  return group === undefined ? null : { displayName: nameOfTenantGroup(group), userPrincipalName: null };
}

export function describeAbsent(one: Absent['there'][number], now: string): AbsentObject {
  return { ...one, since: one.since ?? now };
}

export function tellAbsent(one: Absent['there'][number], now: string): HeldObject {
  const { objectGuid, objectType, displayName, userPrincipalName, since } = describeAbsent(one, now);
  const reason = problem('object.absent', `${displayName}: not found since ${since}`);
  return { objectType, objectGuid, displayName, userPrincipalName, problem: reason };
}
