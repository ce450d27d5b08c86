/** All that an administrator may do in a domain through the agent. The password is used for the connection of each piece of work. */
import type { DomainAccess } from './domain-connection.ts';
import { createManagedAccounts, type ManagedAccounts } from './managed-accounts/managed-accounts.ts';
import { createDirectoryRights, type DirectoryRights } from './rights/directory-rights.ts';

export interface DirectoryAdministration {
  readonly rights: DirectoryRights;
  readonly accounts: ManagedAccounts;
}

export function createDirectoryAdministration(access: DomainAccess): DirectoryAdministration {
  return { rights: createDirectoryRights(access), accounts: createManagedAccounts(access) };
}
