/** Everything a directory begins with, the same at every call: people, groups, contacts, machines, and the units they live in. */

import { withExchange } from './exchange-seed.ts';
import { computers, excludedUsers, groups, type SeedComputer, type SeedGroup } from './excluded-objects.ts';
import { excludedOddUsers } from './excluded-odd-users.ts';
import { fabrikamGroups, fabrikamUsers } from './fabrikam-seed.ts';
import { generateGroups } from './generated-groups.ts';
import { generateUsers } from './generated-users.ts';
import { oddUsers } from './odd-users.ts';
import { withManagers } from './reporting-lines.ts';
import { type SeedContact, seedContacts } from './seed-contacts.ts';
import { managedAccounts, type SeedManagedAccount, workstations } from './seed-machines.ts';
import { type DirectorySeedName, defaultSeedSize } from './seed-name.ts';
import type { SeedUser } from './seed-user.ts';
import { seedUsers } from './seed-users.ts';

export type DirectorySeed = {
  readonly name: DirectorySeedName;
  /** People that a synchronisation takes, apart from those that it has to hold (`expectHeld`). */
  readonly users: readonly SeedUser[];
  /** People that its rules exclude. */
  readonly excludedUsers: readonly SeedUser[];
  readonly contacts: readonly SeedContact[];
  readonly groups: readonly SeedGroup[];
  readonly computers: readonly SeedComputer[];
  readonly managedAccounts: readonly SeedManagedAccount[];
};

export const smallSeed: DirectorySeed = {
  name: 'small',
  users: seedUsers,
  excludedUsers,
  contacts: [],
  groups,
  computers,
  managedAccounts: [],
};

const fabrikamSeed: DirectorySeed = {
  name: 'fabrikam',
  users: fabrikamUsers,
  excludedUsers: [],
  contacts: [],
  groups: fabrikamGroups,
  computers: [],
  managedAccounts: [],
};

/** `hasExchange`: in a forest that Exchange has been in. */
export function directorySeed(name: DirectorySeedName, hasExchange = false): DirectorySeed {
  return hasExchange ? withExchange(plainSeed(name)) : plainSeed(name);
}

function plainSeed(name: DirectorySeedName): DirectorySeed {
  if (name === 'small') return smallSeed;
  if (name === 'fabrikam') return fabrikamSeed;
  const size = name === 'default' ? defaultSeedSize : name;
  const fixedUsers = [...seedUsers, ...oddUsers];
  const users = withManagers([...fixedUsers, ...generateUsers(size - fixedUsers.length)]);
  const everybodyElse = [...excludedUsers, ...excludedOddUsers];
  const machines = [...computers, ...workstations];
  return {
    name,
    users,
    excludedUsers: everybodyElse,
    contacts: seedContacts,
    computers: machines,
    managedAccounts,
    groups: generateGroups(users, [...everybodyElse, ...seedContacts, ...machines, ...managedAccounts]),
  };
}
