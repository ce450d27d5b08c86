/**
 * The part of the fourth step that takes something away. There are two reasons, and each must be seen so many runs in a row: the
 * directory shows the object deleted, or shows it outside the scope. Whoever is not ours by the mark stays (rule R3).
 */
import type { ObjectGuid, SourceAnchor } from '../contract/identifiers.ts';
import { sourceAnchorSchema } from '../contract/identifiers.ts';
import type { Evidence, Finding, HeldObject } from '../contract/plan.ts';
import { problem } from '../contract/problem.ts';
import type { RemovalSettings } from '../contract/settings.ts';
import type { Difference } from './diff.ts';
import { holdObject, nameOf } from './held.ts';
import type { LeftScope } from './map.ts';
import { ownerOfMark } from './ownership-mark.ts';
import type { Absence } from './read-removed.ts';
import type { TenantUser } from './tenant.ts';

export interface RemovalContext {
  readonly settings: RemovalSettings;
  readonly configurationId: string;
  /** The settings name where marks stand. */
  readonly hasMarks: boolean;
  /** Everything was read completely. */
  readonly mayRemove: boolean;
  readonly absences: readonly Absence[];
  /** In how many runs before this one, in a row, an object was to be removed. */
  readonly waited: ReadonlyMap<ObjectGuid, number>;
}

export interface Removals {
  readonly differences: readonly Difference[];
  readonly held: readonly HeldObject[];
  /** Out of scope, and the account stays as it is. */
  readonly leftScope: readonly HeldObject[];
  /** To be removed in a later run, if it still is so then. */
  readonly waiting: readonly HeldObject[];
  readonly waited: RemovalContext['waited'];
  readonly findings: readonly Finding[];
}

/** Somebody whose account is still there although the object left the scope. */
export type Left = LeftScope & { readonly existing: TenantUser };

interface Candidate {
  readonly objectGuid: ObjectGuid;
  readonly name: string;
  readonly signInName: string;
  readonly evidence: Evidence;
  readonly difference: Difference | null;
}

export function decideRemovals(left: readonly Left[], context: RemovalContext): Removals {
  const { settings, hasMarks, mayRemove, waited, absences } = context;
  const isOurs = ({ object, existing }: Left) =>
    hasMarks && ownerOfMark(existing.values.ownershipMark, context.configurationId, object.objectGuid) === 'ours';
  const mayBeRemoved = (one: Left) =>
    mayRemove && settings.onLeavingScope !== 'keep' && (settings.onLeavingScope === 'disable' || isOurs(one));
  const kept = left.filter((one) => !mayBeRemoved(one));
  const candidates = [
    ...left.filter(mayBeRemoved).map((one) => leaverOf(one, settings)),
    ...(mayRemove ? absences.flatMap(deletedOf) : []),
  ].filter(({ difference }) => difference !== null);
  const runs = new Map(candidates.map(({ objectGuid }) => [objectGuid, (waited.get(objectGuid) ?? 0) + 1]));
  const isDue = ({ objectGuid }: Candidate) => (runs.get(objectGuid) ?? 0) > settings.waitRuns;
  return {
    differences: candidates.filter(isDue).flatMap(({ difference }) => difference ?? []),
    waiting: candidates
      .filter((one) => !isDue(one))
      .map((one) => tellWaiting(one, runs.get(one.objectGuid) ?? 1, settings)),
    held: mayRemove ? absences.flatMap(vanishedOf) : [],
    leftScope: kept.map(({ object, rule }) => holdObject(object, problem('scope.left', `${nameOf(object)}: ${rule}`))),
    // A run that learned less than everything neither counts nor forgets.
    waited: mayRemove ? runs : waited,
    findings: hasMarks || settings.onLeavingScope !== 'delete' ? [] : tellNoMarks(kept.length),
  };
}

function leaverOf({ object, anchor, rule, existing }: Left, { onLeavingScope }: RemovalSettings): Candidate {
  const { objectGuid } = object;
  const signInName = String(existing.values.userPrincipalName);
  const evidence = { kind: 'outOfScope', rule } as const;
  const named = { objectGuid, name: nameOf(object), signInName, evidence };
  if (onLeavingScope === 'delete') {
    return {
      ...named,
      difference: { kind: 'unwanted', objectGuid, anchor, displayName: named.name, existing, evidence },
    };
  }
  const always = { accountEnabled: false, userPrincipalName: signInName };
  const attributes = [{ name: 'accountEnabled', before: true, after: false }];
  const desired = { object, anchor, isLinked: true, always, atCreation: {} };
  const isBlocked = existing.values.accountEnabled !== true;
  return { ...named, difference: isBlocked ? null : { kind: 'different', desired, existing, attributes } };
}

function deletedOf({ objectGuid, user, found }: Absence): readonly Candidate[] {
  const anchor = anchorIn(user);
  if (found.kind !== 'deleted' || anchor === null) return [];
  const { evidence } = found;
  const displayName = displayNameOf(user);
  const difference: Difference = { kind: 'unwanted', objectGuid, anchor, displayName, existing: user, evidence };
  return [{ objectGuid, name: displayName, signInName: String(user.values.userPrincipalName), evidence, difference }];
}

/** Never removed, whoever asks for it: that an object was not found proves nothing (rule R1). */
function vanishedOf({ objectGuid, user, found }: Absence): readonly HeldObject[] {
  const detail =
    found.kind === 'vanished'
      ? found.detail
      : anchorIn(user) === null
        ? 'deleted, but the tenant user has no anchor'
        : null;
  if (detail === null || found.kind === 'onItsWay') return [];
  return [
    tell(
      { objectGuid, name: displayNameOf(user), signInName: String(user.values.userPrincipalName) },
      problem('object.vanished', `${objectGuid}: ${detail}`),
    ),
  ];
}

function tell(
  { objectGuid, name, signInName }: Pick<Candidate, 'objectGuid' | 'name' | 'signInName'>,
  reason: HeldObject['problem'],
): HeldObject {
  return { objectType: 'user', objectGuid, displayName: name, userPrincipalName: signInName, problem: reason };
}

function tellWaiting(candidate: Candidate, run: number, { waitRuns }: RemovalSettings): HeldObject {
  const { evidence } = candidate;
  const why = evidence.kind === 'tombstone' ? `deleted in ${evidence.domain}` : `out of scope: ${evidence.rule}`;
  return tell(candidate, problem('object.removal-waits', `${why}; seen in ${run} of ${waitRuns + 1} runs`));
}

function tellNoMarks(found: number): readonly Finding[] {
  if (found === 0) return [];
  const reason = problem('scope.no-ownership-mark', `${found} accounts of people who left the scope`);
  return [{ kind: null, problem: reason, found, allowed: 0, holds: [] }];
}

const displayNameOf = ({ values }: TenantUser) => String(values.displayName ?? values.userPrincipalName);

function anchorIn({ anchor }: TenantUser): SourceAnchor | null {
  const parsed = sourceAnchorSchema.safeParse(anchor);
  return parsed.success ? parsed.data : null;
}
