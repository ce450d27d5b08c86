/**
 * Changes that take more than a permission: the caller must itself hold a directory role that outranks the user it changes.
 * learn.microsoft.com/graph/api/resources/users: who can perform sensitive actions
 */
import { roleTemplateIds } from '../state/directory-roles.ts';
import type { TenantState } from '../state/tenant-state.ts';
import { transitiveSources } from '../state/transitive-links.ts';
import { actorOf, type GraphCaller, type Payload } from './graph-route.ts';

const sensitiveProperties: ReadonlySet<string> = new Set([
  'accountEnabled',
  'businessPhones',
  'mobilePhone',
  'onPremisesImmutableId',
  'otherMails',
  'passwordProfile',
  'userPrincipalName',
]);

/** Whether the caller may make this change to the user. */
export function mayChangeUser(state: TenantState, caller: GraphCaller, userId: string, payload: Payload): boolean {
  const names = Object.keys(payload);
  if (!names.some((name) => sensitiveProperties.has(name))) return true;
  // A password is set by a holder of a role only, whoever's it is.
  return outranks(state, caller, userId, names.includes('passwordProfile'));
}

/** Deleting and restoring are sensitive whatever the user holds. */
export const mayDeleteUser = (state: TenantState, caller: GraphCaller, userId: string): boolean =>
  outranks(state, caller, userId, false);

/** Roles reach their holders directly and through groups; a role-assignable group makes its members and owners privileged. */
export function isPrivileged({ directory }: TenantState, id: string): boolean {
  const isAssignable = (groupId: string): boolean => directory.sets.group.get(groupId)?.isAssignableToRole === true;
  const sources = transitiveSources(directory.members, id);
  return (
    sources.some((source) => directory.sets.directoryRole.get(source) !== undefined || isAssignable(source)) ||
    directory.owners.sourcesOf(id).some(isAssignable)
  );
}

function outranks(state: TenantState, caller: GraphCaller, userId: string, needsRole: boolean): boolean {
  const { sensitiveActions } = state.knobs.read();
  if (sensitiveActions === 'off') return true;
  const roles = new Set(transitiveSources(state.directory.members, actorOf(caller)));
  const isHighest = highestRoles.some((role) => roles.has(role));
  if (isPrivileged(state, userId)) return isHighest;
  const isOrdinaryEnough = sensitiveActions === 'privileged' && !needsRole;
  return isOrdinaryEnough || isHighest || roles.has(roleTemplateIds.userAdministrator);
}

const highestRoles: readonly string[] = [
  roleTemplateIds.globalAdministrator,
  roleTemplateIds.privilegedAuthenticationAdministrator,
];
