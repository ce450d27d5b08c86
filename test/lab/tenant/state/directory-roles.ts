/** The built-in roles that matter here: what an administrator may hold and what an application needs for sensitive changes. */
import type { ObjectRecord } from './snapshot.ts';

export const roleTemplateIds = {
  globalAdministrator: '62e90394-69f5-4237-9190-012177145e10',
  privilegedRoleAdministrator: 'e8611ab8-c189-46e8-94e1-60213ab1f814',
  privilegedAuthenticationAdministrator: '7be44c8a-adaf-4e2a-84d6-ab2649e08a13',
  hybridIdentityAdministrator: '8ac3fc64-6eca-42ea-9e69-59f4c7b60eb2',
  applicationAdministrator: '9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3',
  cloudApplicationAdministrator: '158c047a-c907-4556-b7ef-446551a6b5f7',
  userAdministrator: 'fe930be7-5e62-47db-91af-98c3a49a38b1',
  groupsAdministrator: 'fdd7a751-b60b-444a-984c-02652fe8fa1c',
  directoryWriters: '9360feb5-f418-4baa-8175-e2a00bac4301',
  directoryReaders: '88d8e3e3-8f55-4a1e-953a-9b9898b8876b',
} as const;

const displayNames: Readonly<Record<keyof typeof roleTemplateIds, string>> = {
  globalAdministrator: 'Global Administrator',
  privilegedRoleAdministrator: 'Privileged Role Administrator',
  privilegedAuthenticationAdministrator: 'Privileged Authentication Administrator',
  hybridIdentityAdministrator: 'Hybrid Identity Administrator',
  applicationAdministrator: 'Application Administrator',
  cloudApplicationAdministrator: 'Cloud Application Administrator',
  userAdministrator: 'User Administrator',
  groupsAdministrator: 'Groups Administrator',
  directoryWriters: 'Directory Writers',
  directoryReaders: 'Directory Readers',
};

/** Every role is active from the start; in this tenant an active role has its template's id. */
export const seededRoles = (): ObjectRecord[] =>
  roleNames.map((name) => ({
    id: roleTemplateIds[name],
    displayName: displayNames[name],
    description: `The built-in role ${displayNames[name]}.`,
    roleTemplateId: roleTemplateIds[name],
  }));

const roleNames: readonly (keyof typeof roleTemplateIds)[] = [
  'globalAdministrator',
  'privilegedRoleAdministrator',
  'privilegedAuthenticationAdministrator',
  'hybridIdentityAdministrator',
  'applicationAdministrator',
  'cloudApplicationAdministrator',
  'userAdministrator',
  'groupsAdministrator',
  'directoryWriters',
  'directoryReaders',
];
