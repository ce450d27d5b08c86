/** The people and groups of the campaign, as whoever edits the directory knows them. Nothing here comes from the product. */
import type { SeedGroup } from '../lab/directory/seed/excluded-objects.ts';
import type { SeedUser } from '../lab/directory/seed/seed-user.ts';

/** An account name stands for the person. */
export interface Person {
  readonly account: string;
  readonly isInside: boolean;
  readonly isEnabled: boolean;
  readonly userPrincipalName: string;
  readonly displayName: string;
  readonly title: string;
  readonly manager: string | null;
}

export interface Group {
  readonly account: string;
  readonly description: string;
  /** Accounts of people and groups. */
  readonly members: readonly string[];
}

/** Two units: whoever is inside is in scope, whoever is outside is not. */
export interface Company {
  readonly unit: string;
  readonly people: readonly Person[];
  readonly groups: readonly Group[];
}

export type Edit =
  | { readonly kind: 'hire'; readonly person: Person }
  | { readonly kind: 'promote'; readonly account: string; readonly title: string }
  | {
      readonly kind: 'rename';
      readonly account: string;
      readonly userPrincipalName: string;
      readonly displayName: string;
    }
  | { readonly kind: 'allow'; readonly account: string; readonly isEnabled: boolean }
  | { readonly kind: 'move'; readonly account: string; readonly isInside: boolean }
  | { readonly kind: 'report'; readonly account: string; readonly manager: string | null }
  | { readonly kind: 'fire'; readonly account: string }
  | { readonly kind: 'found'; readonly group: Group }
  | { readonly kind: 'describe'; readonly account: string; readonly description: string }
  | { readonly kind: 'dissolve'; readonly account: string }
  | { readonly kind: 'join' | 'leave'; readonly account: string; readonly member: string };

export function edited(company: Company, edit: Edit): Company {
  const { people, groups } = company;
  const withPerson = (account: string, changes: Partial<Person>) => ({
    ...company,
    people: people.map((person) => (person.account === account ? { ...person, ...changes } : person)),
  });
  const withGroup = (account: string, change: (group: Group) => Partial<Group>) => ({
    ...company,
    groups: groups.map((group) => (group.account === account ? { ...group, ...change(group) } : group)),
  });
  switch (edit.kind) {
    case 'hire':
      return { ...company, people: [...people, edit.person] };
    case 'promote':
      return withPerson(edit.account, { title: edit.title });
    case 'rename':
      return withPerson(edit.account, { userPrincipalName: edit.userPrincipalName, displayName: edit.displayName });
    case 'allow':
      return withPerson(edit.account, { isEnabled: edit.isEnabled });
    case 'move':
      return withPerson(edit.account, { isInside: edit.isInside });
    case 'report':
      return withPerson(edit.account, { manager: edit.manager });
    case 'fire':
      return {
        ...company,
        people: people
          .filter(({ account }) => account !== edit.account)
          .map((person) => (person.manager === edit.account ? { ...person, manager: null } : person)),
        groups: groups.map((group) => ({ ...group, members: without(group.members, edit.account) })),
      };
    case 'found':
      return { ...company, groups: [...groups, edit.group] };
    case 'describe':
      return withGroup(edit.account, () => ({ description: edit.description }));
    case 'dissolve':
      return {
        ...company,
        groups: groups
          .filter(({ account }) => account !== edit.account)
          .map((group) => ({ ...group, members: without(group.members, edit.account) })),
      };
    case 'join':
      return withGroup(edit.account, ({ members }) => ({ members: [...members, edit.member] }));
    case 'leave':
      return withGroup(edit.account, ({ members }) => ({ members: without(members, edit.member) }));
  }
}

const without = (members: readonly string[], account: string) => members.filter((member) => member !== account);

/** As the lab's own expectations want it: everybody who is in scope. */
export function seedOf({ unit, people, groups }: Company): {
  readonly users: readonly SeedUser[];
  readonly groups: readonly SeedGroup[];
  readonly contacts: readonly [];
} {
  const placeOf = (account: string) => ({ organizationalUnit: [unit, inside], commonName: account });
  return {
    users: people
      .filter(({ isInside }) => isInside)
      .map(({ account, isEnabled, userPrincipalName, displayName, title, manager }) => ({
        objectClass: 'user',
        ...placeOf(account),
        sAMAccountName: account,
        isEnabled,
        attributes: { userPrincipalName, displayName, title, mail: mailOf(account) },
        ...(manager === null ? {} : { manager: placeOf(manager) }),
      })),
    groups: groups.map(({ account, description, members }) => ({
      ...placeOf(account),
      members: members.map(placeOf),
      attributes: { description },
    })),
    contacts: [],
  };
}

/** Never changes, and so neither does the mail nickname that comes from it when somebody is created. */
export const mailOf = (account: string) => `${account}@contoso.test`;

export const inside = 'Inside';
export const outside = 'Outside';
