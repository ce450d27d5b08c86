/** What the agent asks for in the tenant: each permission, why, and what fails without it (rule R32). Nothing else is needed. */
import type { Grant, GrantCheck } from './registration-requests.ts';

export const grantTable: readonly Grant[] = [
  {
    permission: 'User.ReadWrite.All',
    why: 'to create, update, block and restore the users of the directory',
    without: 'no user is read or written; a run ends at its first step',
  },
  {
    permission: 'Group.ReadWrite.All',
    why: 'to create groups and keep their members',
    without: 'no group is read or written',
  },
  {
    permission: 'OrgContact.Read.All',
    why: 'to see mail contacts that have an address of the directory',
    without: 'a clash with a contact is found only when the tenant refuses the change',
  },
  {
    permission: 'Organization.Read.All',
    why: 'to know the tenant and whether another program synchronises into it',
    without: 'the set-up cannot be finished and no run starts',
  },
  {
    permission: 'Domain.Read.All',
    why: 'to know which domains people may sign in with',
    without: 'domains are known by name alone, not how people sign in there',
  },
  {
    permission: 'RoleManagement.Read.Directory',
    why: 'to know who holds a directory role, so that no administrator is changed without an approval',
    without: 'administrators are changed like everybody else, and no account is taken over',
  },
];

/** @param granted the application permissions that the agent has */
export function compareGrants(granted: readonly string[]): GrantCheck {
  const needed = grantTable.map(({ permission }) => permission);
  return {
    grantsMissing: needed.filter((permission) => !granted.includes(permission)),
    grantsUnexpected: granted.filter((permission) => !needed.includes(permission)),
  };
}
