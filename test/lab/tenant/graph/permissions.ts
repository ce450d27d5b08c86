/** Which permissions of Graph each operation needs: application permissions, or scopes of a person's token. */

const directoryReaders = [['Directory.Read.All'], ['Directory.ReadWrite.All']] as const;
const groupReaders = [
  ['GroupMember.Read.All'],
  ['GroupMember.ReadWrite.All'],
  ['Group.Read.All'],
  ['Group.ReadWrite.All'],
  ...directoryReaders,
] as const;

/** For each operation the alternatives that suffice; within an alternative every permission is needed. */
export const permissionsByOperation = {
  'read me': [['User.Read'], ['User.Read.All'], ['User.ReadWrite.All'], ...directoryReaders],
  'read users': [['User.Read.All'], ['User.ReadWrite.All'], ...directoryReaders],
  'create user': [['User.Create'], ['User.ReadWrite.All'], ['Directory.ReadWrite.All']],
  'update user': [['User.ReadUpdate.All'], ['User.ReadWrite.All'], ['Directory.ReadWrite.All']],
  'enable or disable user': [
    ['User.EnableDisableAccount.All', 'User.Read.All'],
    ['User.ReadUpdate.All'],
    ['User.ReadWrite.All'],
    ['Directory.ReadWrite.All'],
  ],
  'set password': [['User-PasswordProfile.ReadWrite.All']],
  /** Directory.ReadWrite.All does not delete. */
  'delete or restore user': [['User.DeleteRestore.All'], ['User.ReadWrite.All']],
  'set manager': [['User.ReadWrite.All'], ['Directory.ReadWrite.All']],
  'read groups': [['Group.ReadBasic.All'], ...groupReaders],
  'create group': [['Group.Create'], ['Group.ReadWrite.All'], ['Directory.ReadWrite.All']],
  /** Group.Create goes on to serve the groups that the caller owns. */
  'update own group': [['Group.Create'], ['Group.ReadWrite.All'], ['Directory.ReadWrite.All']],
  'update group': [['Group.ReadWrite.All'], ['Directory.ReadWrite.All']],
  'delete or restore group': [['Group.ReadWrite.All']],
  'read members': [['GroupMember.ReadBasic.All'], ['Group.ReadBasic.All'], ...groupReaders],
  'write members': [['GroupMember.ReadWrite.All'], ['Group.ReadWrite.All'], ['Directory.ReadWrite.All']],
  'write owners': [['Group.ReadWrite.All'], ['Directory.ReadWrite.All']],
  'make group assignable to roles': [['RoleManagement.ReadWrite.Directory']],
  'read directory objects': [
    ['User.Read.All'],
    ['User.ReadWrite.All'],
    ['Group.Read.All'],
    ['Group.ReadWrite.All'],
    ...directoryReaders,
  ],
  'read contacts': [['OrgContact.Read.All'], ...directoryReaders],
  'read domains': [['Domain.Read.All'], ['Domain.ReadWrite.All'], ...directoryReaders],
  'read applications': [
    ['Application.Read.All'],
    ['Application.ReadWrite.OwnedBy'],
    ['Application.ReadWrite.All'],
    ...directoryReaders,
  ],
  'create application': [['Application.ReadWrite.OwnedBy'], ['Application.ReadWrite.All']],
  'write application': [['Application.ReadWrite.OwnedBy'], ['Application.ReadWrite.All']],
  'write service principal': [['Application.ReadWrite.OwnedBy'], ['Application.ReadWrite.All']],
  'grant app roles': [
    ['AppRoleAssignment.ReadWrite.All', 'Application.Read.All'],
    ['AppRoleAssignment.ReadWrite.All', 'Application.ReadWrite.All'],
    ['AppRoleAssignment.ReadWrite.All', 'Directory.Read.All'],
  ],
  'read roles': [['RoleManagement.Read.Directory'], ['RoleManagement.ReadWrite.Directory'], ...directoryReaders],
  'write roles': [['RoleManagement.ReadWrite.Directory']],
  'read organization': [['Organization.Read.All'], ['Organization.ReadWrite.All'], ...directoryReaders],
} as const satisfies Readonly<Record<string, readonly (readonly string[])[]>>;

export type Operation = keyof typeof permissionsByOperation;

export const isPermitted = (roles: ReadonlySet<string>, operations: readonly Operation[]): boolean =>
  operations.every((operation) =>
    permissionsByOperation[operation].some((alternative: readonly string[]) =>
      alternative.every((permission) => roles.has(permission)),
    ),
  );
