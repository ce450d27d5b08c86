/**
 * What a person may do, whatever the application in their hands was allowed: the permissions of their directory roles.
 * learn.microsoft.com/entra/identity/role-based-access-control/permissions-reference
 */
import { roleTemplateIds } from '../state/directory-roles.ts';
import type { TenantState } from '../state/tenant-state.ts';
import { transitiveSources } from '../state/transitive-links.ts';
import type { Operation } from './permissions.ts';

/** Both are needed: the scope of the application's token and the person's own right. */
export const isPersonPermitted = (state: TenantState, userId: string, operations: readonly Operation[]): boolean => {
  const held = new Set(transitiveSources(state.directory.members, userId));
  return operations.every((operation) => {
    const roles = rolesByOperation[operation];
    return roles === 'everybody' || roles.some((role) => held.has(roleTemplateIds[role]));
  });
};

/** Besides their owners. */
export function mayWriteApplications(state: TenantState, userId: string): boolean {
  const held = new Set(transitiveSources(state.directory.members, userId));
  return applicationWriters.some((role) => held.has(roleTemplateIds[role]));
}

type Role = keyof typeof roleTemplateIds;

const applicationWriters: readonly Role[] = [
  'globalAdministrator',
  'applicationAdministrator',
  'cloudApplicationAdministrator',
  'hybridIdentityAdministrator',
];
const userWriters: readonly Role[] = ['globalAdministrator', 'userAdministrator', 'directoryWriters'];
const groupWriters: readonly Role[] = ['globalAdministrator', 'groupsAdministrator', ...userWriters];
/** Whoever grants permissions of Graph could grant themselves everything. */
const granters: readonly Role[] = ['globalAdministrator', 'privilegedRoleAdministrator'];

/** Members read the directory by default. What they own they may change; that is decided where the object is known. */
const rolesByOperation: Readonly<Record<Operation, readonly Role[] | 'everybody'>> = {
  'read me': 'everybody',
  'read users': 'everybody',
  'create user': userWriters,
  'update user': userWriters,
  'enable or disable user': userWriters,
  'set password': ['globalAdministrator', 'privilegedAuthenticationAdministrator', 'userAdministrator'],
  'delete or restore user': ['globalAdministrator', 'userAdministrator'],
  'set manager': userWriters,
  'read groups': 'everybody',
  'create group': 'everybody',
  'update own group': 'everybody',
  'update group': groupWriters,
  'delete or restore group': groupWriters,
  'read members': 'everybody',
  'write members': groupWriters,
  'write owners': groupWriters,
  'make group assignable to roles': granters,
  'read directory objects': 'everybody',
  'read contacts': 'everybody',
  'read domains': 'everybody',
  'read applications': 'everybody',
  /** Microsoft lets every member register applications until an administrator switches that off; here it is switched off. */
  'create application': applicationWriters,
  'write application': 'everybody',
  'write service principal': applicationWriters,
  'grant app roles': granters,
  'read roles': 'everybody',
  'write roles': granters,
  'read organization': 'everybody',
};
