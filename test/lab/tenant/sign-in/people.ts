/** Who can sign in, and what they hold. */
import { roleTemplateIds } from '../state/directory-roles.ts';
import type { ObjectRecord } from '../state/snapshot.ts';
import type { TenantState } from '../state/tenant-state.ts';
import { transitiveSources } from '../state/transitive-links.ts';
import type { PersonToPick } from './pages.ts';
import { type SignInResult, signInRefusals } from './sign-in-refusal.ts';

export const peopleShown = 50;

/** The first of them; whoever is not among them is found by name. */
export const somePeople = (state: TenantState): readonly PersonToPick[] =>
  state.users.page(0, peopleShown).objects.map((person) => ({
    person,
    roles: rolesOf(state, person.id).map((id) => String(state.directory.sets.directoryRole.get(id)?.displayName)),
  }));

/** By id or by sign-in name. */
export function findPerson(state: TenantState, idOrName: string): SignInResult<ObjectRecord> {
  const { users } = state;
  const person = users.get(idOrName) ?? users.findBy('userPrincipalName', idOrName);
  if (person === undefined) {
    return { ok: false, refusal: signInRefusals.personNotFound(idOrName, state.organization().displayName) };
  }
  return person.accountEnabled === true
    ? { ok: true, value: person }
    : { ok: false, refusal: signInRefusals.personDisabled() };
}

/** The template ids of the directory roles a person holds, also through groups: the `wids` of a token. */
export const rolesOf = ({ directory }: TenantState, personId: string): readonly string[] =>
  transitiveSources(directory.members, personId).filter((id) => directory.sets.directoryRole.get(id) !== undefined);

/** Who may consent, for everybody, to what people do with an application. */
export const mayConsentForOthers = (state: TenantState, personId: string): boolean =>
  holdsOneOf(state, personId, [
    ...rolesThatGrant,
    roleTemplateIds.applicationAdministrator,
    roleTemplateIds.cloudApplicationAdministrator,
  ]);

/** Who may grant applications permissions of their own. Administrators of applications may, but not those of Graph. */
export const mayGrantAppRoles = (state: TenantState, personId: string): boolean =>
  holdsOneOf(state, personId, rolesThatGrant);

const rolesThatGrant: readonly string[] = [
  roleTemplateIds.globalAdministrator,
  roleTemplateIds.privilegedRoleAdministrator,
];

function holdsOneOf(state: TenantState, personId: string, roles: readonly string[]): boolean {
  return rolesOf(state, personId).some((role) => roles.includes(role));
}
