/** What a permission of Graph lets an application do, in the words that people read before they consent. */

export const describePermission = (value: string): string | undefined => descriptions[value];

/** learn.microsoft.com/graph/permissions-reference; those that a set-up or an agent asks for. */
const descriptions: Readonly<Record<string, string>> = {
  'AppRoleAssignment.ReadWrite.All': 'Manage app permission grants and app role assignments',
  'Application.Read.All': 'Read applications',
  'Application.ReadWrite.All': 'Read and write all applications',
  'Directory.Read.All': 'Read directory data',
  'Directory.ReadWrite.All': 'Read and write directory data',
  'Domain.Read.All': 'Read domains',
  'Group.Read.All': 'Read all groups',
  'Group.ReadWrite.All': 'Read and write all groups',
  'GroupMember.ReadWrite.All': 'Read and write all group memberships',
  'OnPremDirectorySynchronization.Read.All': 'Read all on-premises directory synchronization information',
  'OrgContact.Read.All': 'Read organizational contacts',
  'Organization.Read.All': 'Read organization information',
  'RoleManagement.Read.Directory': 'Read directory RBAC settings',
  'RoleManagement.ReadWrite.Directory': 'Read and write directory RBAC settings',
  'User.Read': 'Sign in and read user profile',
  'User.Read.All': "Read all users' full profiles",
  'User.ReadWrite.All': "Read and write all users' full profiles",
};
