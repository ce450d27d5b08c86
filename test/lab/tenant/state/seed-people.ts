/** The people that every tenant begins with, and the directory roles they hold. */
import { seed } from '../seed.ts';
import { roleTemplateIds, seededRoles } from './directory-roles.ts';
import type { Snapshot } from './snapshot.ts';

const { administrator, people } = seed;

export const seededUsers: Snapshot['users'] = [administrator, ...Object.values(people)].map((person) => ({
  ...person,
  accountEnabled: person.id !== people.blockedEmployee.id,
  userType: 'Member',
  createdDateTime: seed.createdDateTime,
  lastPasswordChangeDateTime: seed.createdDateTime,
}));

export const seededRoleHolders: Snapshot['members']['links'] = [
  [roleTemplateIds.globalAdministrator, [administrator.id]],
  [roleTemplateIds.privilegedRoleAdministrator, [people.roleAdministrator.id]],
  [roleTemplateIds.applicationAdministrator, [people.applicationAdministrator.id]],
  [roleTemplateIds.hybridIdentityAdministrator, [people.hybridAdministrator.id]],
];

/** Sign-in names, each with what makes the person different from the others. */
export const describePeople = (): readonly (readonly [string, string])[] =>
  seededUsers.map(({ id, userPrincipalName, accountEnabled }) => {
    const [roleId] = seededRoleHolders.find(([, holders]) => holders.includes(id)) ?? [];
    const role = seededRoles().find((candidate) => candidate.id === roleId)?.displayName;
    const ordinary = accountEnabled === true ? 'no role' : 'no role, sign-in blocked';
    return [userPrincipalName, typeof role === 'string' ? role : ordinary];
  });
