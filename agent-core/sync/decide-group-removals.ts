/**
 * The part of the fourth step that takes a group away, for the same two reasons as a user. Only what the agent made is deleted, and the
 * guard asks somebody before each one (rule R8). A group cannot be blocked: where leavers are only blocked, it stays.
 */
import type { ObjectGuid } from '../contract/identifiers.ts';
import type { HeldObject } from '../contract/plan.ts';
import { problem } from '../contract/problem.ts';
import type { GroupSettings } from '../contract/settings.ts';
import type { Absence } from './find-absences.ts';
import { type GroupOwner, ownGroupIn } from './group-ownership.ts';
import { holdObject, nameOf } from './held.ts';
import {
  type Candidate,
  holdVanished,
  type Unwanted,
  type Waited,
  type WaitingContext,
  waitForMove,
  waitForRuns,
} from './removal-waiting.ts';
import type { ScopedObject } from './scope.ts';
import { nameOfTenantGroup, type TenantGroup } from './tenant-groups.ts';

export interface GroupRemovalContext extends WaitingContext, GroupOwner {
  /** The settings name where marks stand. */
  readonly hasMarks: boolean;
  readonly groups: GroupSettings;
  /** Groups of ours whose object was not read. */
  readonly absentGroups: readonly Absence<TenantGroup>[];
}

/** A group that is still in the tenant although the object left the scope. */
export type LeftGroup = ScopedObject & { readonly existing: TenantGroup };

export interface GroupRemovals extends Waited<Unwanted<TenantGroup>> {
  readonly held: readonly HeldObject[];
  /** Out of scope, and the group stays as it is. */
  readonly leftScope: readonly HeldObject[];
}

export function decideGroupRemovals(left: readonly LeftGroup[], context: GroupRemovalContext): GroupRemovals {
  const { settings, hasMarks, mayRemove, absentGroups, groups } = context;
  const deletesLeft = mayRemove && hasMarks && settings.onLeavingScope === 'delete';
  const mayBeRemoved = ({ existing }: LeftGroup) => deletesLeft && ownGroupIn(existing, context) !== null;
  // Also a tombstone is not believed where groups are left alone.
  const absent = mayRemove && hasMarks && groups.areSynchronised ? absentGroups : [];
  const candidates = [
    ...left
      .filter(mayBeRemoved)
      .flatMap(({ object, rule, existing }) =>
        candidateOf({ existing, displayName: nameOf(object), evidence: { kind: 'outOfScope', rule } }, context),
      ),
    ...absent.flatMap(({ item: existing, found }) =>
      found.kind === 'deleted'
        ? candidateOf({ existing, displayName: nameOfTenantGroup(existing), evidence: found.evidence }, context)
        : [],
    ),
  ];
  const waited = waitForRuns(candidates, context);
  const onTheirWay = absent.flatMap(({ objectGuid, item, found }) =>
    found.kind === 'onItsWay' ? [waitForMove(nameGroup(objectGuid, nameOfTenantGroup(item)), found.domain)] : [],
  );
  return {
    ...waited,
    waiting: [...waited.waiting, ...onTheirWay],
    held: absent.flatMap(({ objectGuid, item, found }) =>
      found.kind === 'vanished' ? [holdVanished(nameGroup(objectGuid, nameOfTenantGroup(item)), found.detail)] : [],
    ),
    leftScope: left
      .filter((one) => !mayBeRemoved(one))
      .map(({ object, rule }) =>
        holdObject(object, problem('group.left-scope', `${nameOf(object)}: ${rule}`), 'group'),
      ),
  };
}

function candidateOf(
  { existing, displayName, evidence }: Pick<Unwanted<TenantGroup>, 'existing' | 'displayName' | 'evidence'>,
  context: GroupOwner,
): readonly Candidate<Unwanted<TenantGroup>>[] {
  const own = ownGroupIn(existing, context);
  if (own === null) return [];
  const { objectGuid, anchor } = own;
  const named = nameGroup(objectGuid, displayName);
  return [{ named, evidence, difference: { kind: 'unwanted', objectGuid, anchor, displayName, existing, evidence } }];
}

function nameGroup(objectGuid: ObjectGuid, displayName: string) {
  return { objectType: 'group' as const, objectGuid, displayName, userPrincipalName: null };
}
