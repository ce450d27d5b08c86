/**
 * The part of the fourth step that takes a user away. There are two reasons, and each must be seen so many runs in a row: the
 * directory shows the object deleted, or shows it outside the scope. Whoever is not ours by the mark stays (rule R3).
 */
import { type SourceAnchor, sourceAnchorSchema } from '../contract/identifiers.ts';
import type { Finding, HeldObject } from '../contract/plan.ts';
import { problem } from '../contract/problem.ts';
import type { RemovalSettings } from '../contract/settings.ts';
import type { Difference } from './diff.ts';
import type { Absence } from './find-absences.ts';
import { holdObject, nameOf } from './held.ts';
import type { LeftScope } from './map.ts';
import { noMatchKeys } from './match-keys.ts';
import { ownerOfMark } from './ownership-mark.ts';
import {
  type Candidate,
  holdVanished,
  type Waited,
  type WaitingContext,
  type WaitingRemoval,
  waitForMove,
  waitForRuns,
} from './removal-waiting.ts';
import type { TenantUser } from './tenant.ts';

export interface RemovalContext extends WaitingContext {
  readonly configurationId: string;
  /** The settings name where marks stand. */
  readonly hasMarks: boolean;
  readonly absences: readonly Absence<TenantUser>[];
}

export interface Removals extends Waited<Difference> {
  readonly held: readonly HeldObject[];
  /** Out of scope, and the account stays as it is. */
  readonly leftScope: readonly HeldObject[];
  readonly findings: readonly Finding[];
}

/** Somebody whose account is still there although the object left the scope. */
export type Left = LeftScope & { readonly existing: TenantUser };

export function decideRemovals(left: readonly Left[], context: RemovalContext): Removals {
  const { settings, hasMarks, mayRemove, absences } = context;
  const isOurs = ({ object, existing }: Left) =>
    hasMarks && ownerOfMark(existing.values.ownershipMark, context.configurationId, object.objectGuid) === 'ours';
  // Where there are no marks, our record of the join says whom we may block.
  const isJoinEnough = settings.onLeavingScope === 'disable' && !hasMarks;
  const mayBeRemoved = (one: Left) => mayRemove && settings.onLeavingScope !== 'keep' && (isJoinEnough || isOurs(one));
  const kept = left.filter((one) => !mayBeRemoved(one));
  const candidates = [
    ...left.filter(mayBeRemoved).flatMap((one) => leaverOf(one, settings)),
    ...(mayRemove ? absences.flatMap(deletedOf) : []),
  ];
  const waited = waitForRuns(candidates, context);
  return {
    ...waited,
    waiting: [...waited.waiting, ...(mayRemove ? absences.flatMap(onItsWayOf) : [])],
    held: mayRemove ? absences.flatMap(vanishedOf) : [],
    leftScope: kept.map(({ object, rule }) => holdObject(object, problem('scope.left', `${nameOf(object)}: ${rule}`))),
    findings: hasMarks ? [] : tellNoMarks(settings.onLeavingScope === 'delete' ? kept.length : 0),
  };
}

function leaverOf(
  { object, anchor, rule, existing }: Left,
  { onLeavingScope }: RemovalSettings,
): readonly Candidate<Difference>[] {
  const { objectGuid } = object;
  const displayName = nameOf(object);
  const userPrincipalName = String(existing.values.userPrincipalName);
  const evidence = { kind: 'outOfScope', rule } as const;
  const named = { objectType: 'user', objectGuid, displayName, userPrincipalName } as const;
  if (onLeavingScope === 'delete') {
    return [{ named, evidence, difference: { kind: 'unwanted', objectGuid, anchor, displayName, existing, evidence } }];
  }
  // Whoever is blocked already is as they should be.
  if (existing.values.accountEnabled !== true) return [];
  const always = { accountEnabled: false, userPrincipalName };
  const attributes = [{ name: 'accountEnabled', before: true, after: false }];
  const desired = { object, anchor, isLinked: true, matchBy: noMatchKeys, always, atCreation: {} };
  return [{ named, evidence, difference: { kind: 'different', desired, existing, attributes } }];
}

function deletedOf({ objectGuid, item, found }: Absence<TenantUser>): readonly Candidate<Difference>[] {
  const anchor = anchorIn(item);
  if (found.kind !== 'deleted' || anchor === null) return [];
  const { evidence } = found;
  const named = nameAbsent({ objectGuid, item });
  const { displayName } = named;
  return [
    { named, evidence, difference: { kind: 'unwanted', objectGuid, anchor, displayName, existing: item, evidence } },
  ];
}

function vanishedOf({ objectGuid, item, found }: Absence<TenantUser>): readonly HeldObject[] {
  const named = nameAbsent({ objectGuid, item });
  if (found.kind === 'vanished') return [holdVanished(named, found.detail)];
  const isUnknown = found.kind === 'deleted' && anchorIn(item) === null;
  return isUnknown ? [holdVanished(named, 'deleted, but the tenant user has no anchor')] : [];
}

function onItsWayOf({ objectGuid, item, found }: Absence<TenantUser>): readonly WaitingRemoval[] {
  return found.kind === 'onItsWay' ? [waitForMove(nameAbsent({ objectGuid, item }), found.domain)] : [];
}

function nameAbsent({ objectGuid, item }: Pick<Absence<TenantUser>, 'objectGuid' | 'item'>) {
  const { displayName, userPrincipalName } = item.values;
  return {
    objectType: 'user' as const,
    objectGuid,
    displayName: String(displayName ?? userPrincipalName),
    userPrincipalName: String(userPrincipalName),
  };
}

/** In every run, not only once somebody is gone: whoever set the agent up should learn it before. Holds nothing. */
function tellNoMarks(found: number): readonly Finding[] {
  const concerned = found === 0 ? '' : `; people who left the scope: ${found}`;
  const reason = problem('scope.no-ownership-mark', `tenant.ownershipExtension is empty${concerned}`);
  return [{ kind: null, problem: reason, found, allowed: 0, holds: [] }];
}

function anchorIn({ anchor }: TenantUser): SourceAnchor | null {
  const parsed = sourceAnchorSchema.safeParse(anchor);
  return parsed.success ? parsed.data : null;
}
