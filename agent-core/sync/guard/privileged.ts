/** Dangers to the accounts that administer the tenant: whoever can change them from the directory can have the tenant (rule R27). */
import type { Change } from '../../contract/plan.ts';
import { type GuardFacts, type GuardKind, nothing, oneIf, usersInScope } from './guard-kind.ts';
import { renamesOf } from './sign-in-names.ts';
import { isMatch, isTakeover } from './takeovers.ts';

/** Only somebody who has left is blocked without asking: that can wait for nobody. */
export const privileged: GuardKind = {
  name: 'privileged',
  code: 'guard.privileged',
  countsIn: (change, facts) =>
    oneIf(isPrivileged(change, facts) && !isBlockOfLeaver(change, facts) && !isMatch(change)),
  wholeOf: usersInScope,
  limitOf: nothing,
  fewest: 0,
};

/**
 * While nobody knows who holds a role, nobody is taken over. Where that was known before, or could not be asked, nobody is deleted, blocked
 * for leaving the scope or renamed either: whoever was made an administrator since would be treated like everybody else.
 */
export const rolesUnreadable: GuardKind = {
  name: 'rolesUnreadable',
  code: 'guard.roles-unreadable',
  countsIn: (change, facts) =>
    oneIf(
      facts.unreadableRoles !== null &&
        (isTakeover(change, facts) || (!facts.unreadableRoles.isNeverGranted && couldHurt(change, facts))),
    ),
  wholeOf: usersInScope,
  limitOf: nothing,
  fewest: 0,
};

export const isPrivilegedLeaver = (change: Change, facts: GuardFacts): boolean =>
  isPrivileged(change, facts) && isBlockOfLeaver(change, facts);

function isPrivileged(change: Change, { privileged: ids }: GuardFacts): boolean {
  return reachesAccount(change) && ids.has(change.tenantObjectId);
}

function couldHurt(change: Change, { outOfScope }: GuardFacts): boolean {
  const isUserGone = change.kind === 'delete' && change.objectType === 'user';
  return isUserGone || (change.kind === 'disable' && outOfScope.has(change.objectGuid)) || renamesOf(change).length > 0;
}

/** Nobody can approve that: a name or an address in the directory would be worth a role (rule R28). */
export const isPrivilegedMatch = (change: Change, facts: GuardFacts): boolean =>
  isMatch(change) && isPrivileged(change, facts);

type ChangeOfAccount = Exclude<Change, { readonly kind: 'create' | 'link' | 'unlink' }>;

/** It changes a user that is in the tenant. */
export function reachesAccount(change: Change): change is ChangeOfAccount {
  return change.objectType === 'user' && !['create', 'link', 'unlink'].includes(change.kind);
}

/** Somebody who was taken out of the scope has not left: a slip there must not lock the administrators out. */
function isBlockOfLeaver({ kind, objectGuid }: Change, { outOfScope }: GuardFacts): boolean {
  return kind === 'disable' && !outOfScope.has(objectGuid);
}
