/** Dangers to whether accounts and groups are there at all. */
import type { Change } from '../../contract/plan.ts';
import { type GuardFacts, type GuardKind, nothing, oneIf, usersInScope } from './guard-kind.ts';

/** Somebody deleted the account or the group in the tenant. That decision is not ours to undo (rule R13), be it in the recycle bin or not. */
export const foreignDeletions: GuardKind = {
  name: 'foreignDeletions',
  code: 'guard.deleted-elsewhere',
  countsIn: (change, facts) => oneIf(undoesDeletion(change, facts) && isRecorded(change, facts)),
  wholeOf: usersInScope,
  limitOf: nothing,
  fewest: 0,
};

/** It is deleted, and the record has never known it, as after it was begun anew: nobody can say that it was somebody else, and it may have been. */
export const unrecordedDeletions: GuardKind = {
  name: 'unrecordedDeletions',
  code: 'guard.deleted-unrecorded',
  countsIn: (change, facts) => oneIf(undoesDeletion(change, facts) && !isRecorded(change, facts)),
  wholeOf: usersInScope,
  limitOf: nothing,
  fewest: 0,
};

export const deletes: GuardKind = {
  name: 'deletes',
  code: 'guard.too-many-deletes',
  countsIn: (change) => oneIf(change.kind === 'delete' && change.objectType === 'user'),
  wholeOf: usersInScope,
  limitOf: (settings) => settings.deletes,
  fewest: 1,
};

/** A group that is created again is another one: licences, assignments of applications and policies are lost (rule R8). */
export const groupDeletes: GuardKind = {
  name: 'groupDeletes',
  code: 'guard.group-delete',
  countsIn: (change) => oneIf(change.kind === 'delete' && change.objectType === 'group'),
  wholeOf: usersInScope,
  limitOf: nothing,
  fewest: 0,
};

/** Nobody left the organisation: somebody changed what is in scope, and a slip there looks like everybody leaving. */
export const scopeShrink: GuardKind = {
  name: 'scopeShrink',
  code: 'guard.scope-shrink',
  countsIn: (change, { outOfScope }) =>
    oneIf(
      change.kind === 'delete'
        ? change.evidence.kind === 'outOfScope'
        : change.kind === 'disable' && outOfScope.has(change.objectGuid),
    ),
  wholeOf: usersInScope,
  limitOf: (settings) => settings.scopeShrink,
  fewest: 1,
};

/** What was joined once and is to be made anew was there, and its links with it. */
function undoesDeletion(change: Change, facts: GuardFacts): boolean {
  const { kind } = change;
  const isMadeAnew = kind === 'create' || (kind === 'link' && change.tenantObjectId === null);
  const wasThere = kind === 'restore' || (isMadeAnew && isRecorded(change, facts));
  return wasThere && !facts.ownDeletions.has(change.anchor);
}

const isRecorded = ({ objectGuid, anchor }: Change, { links }: GuardFacts) => links.get(objectGuid) === anchor;
