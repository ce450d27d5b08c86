/** Dangers to the accounts that administer the tenant: whoever can change them from the directory can have the tenant (rule R27). */
import type { Change } from '../../contract/plan.ts';
import { type GuardFacts, type GuardKind, nothing, oneIf, usersInScope } from './guard-kind.ts';
import { isTakeover } from './takeovers.ts';

/** Only somebody who has left is blocked without asking: that can wait for nobody. */
export const privileged: GuardKind = {
  name: 'privileged',
  code: 'guard.privileged',
  countsIn: (change, facts) => oneIf(isPrivileged(change, facts) && !isBlockOfLeaver(change, facts)),
  wholeOf: usersInScope,
  limitOf: nothing,
  fewest: 0,
};

/** While nobody knows who holds a role, nobody is taken over. */
export const rolesUnreadable: GuardKind = {
  name: 'rolesUnreadable',
  code: 'guard.roles-unreadable',
  countsIn: (change, facts) => oneIf(facts.privileged === null && isTakeover(change, facts)),
  wholeOf: usersInScope,
  limitOf: nothing,
  fewest: 0,
};

export const isPrivilegedLeaver = (change: Change, facts: GuardFacts): boolean =>
  isPrivileged(change, facts) && isBlockOfLeaver(change, facts);

function isPrivileged(change: Change, { privileged: ids }: GuardFacts): boolean {
  if (change.kind === 'create' || change.kind === 'link' || change.kind === 'unlink') return false;
  return change.objectType === 'user' && ids?.has(change.tenantObjectId) === true;
}

/** Somebody who was taken out of the scope has not left: a slip there must not lock the administrators out. */
function isBlockOfLeaver({ kind, objectGuid }: Change, { outOfScope }: GuardFacts): boolean {
  return kind === 'disable' && !outOfScope.has(objectGuid);
}
