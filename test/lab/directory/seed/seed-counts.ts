/** How many objects of each kind a seed holds, so that nobody writes the numbers down a second time. */
import { type DirectorySeed, smallSeed } from './directory-seed.ts';
import { listSeedUnits } from './seed-units.ts';

export type SeedCounts = {
  /** People that a synchronisation takes, or holds. */
  readonly users: number;
  /** People that its rules exclude; the lab's service account comes on top. */
  readonly excludedUsers: number;
  readonly serviceAccounts: number;
  readonly contacts: number;
  /** Those that are no more than that: not the managed accounts, which are computers by their class. */
  readonly computers: number;
  readonly managedAccounts: number;
  readonly groups: number;
  readonly organizationalUnits: number;
};

export function countSeed(seed: DirectorySeed): SeedCounts {
  return {
    users: seed.users.length,
    excludedUsers: seed.excludedUsers.length,
    serviceAccounts: 1,
    contacts: seed.contacts.length,
    computers: seed.computers.length,
    managedAccounts: seed.managedAccounts.length,
    groups: seed.groups.length,
    organizationalUnits: listSeedUnits(seed).length,
  };
}

/** Those of the small seed. */
export const seedCounts = countSeed(smallSeed);
