/** Accounts that are people by their class only: computers, and accounts whose password the directory manages. */
import type { SeedComputer } from './excluded-objects.ts';
import type { SeedPlace } from './seed-place.ts';
import { topUnit } from './seed-user.ts';

export const workstations: readonly SeedComputer[] = Array.from({ length: 19 }, (_, index) => ({
  organizationalUnit: [topUnit, 'Computers'],
  commonName: `WS-BERLIN-${String(index + 2).padStart(2, '0')}`,
}));

/** Group managed service accounts: of a class of their own below computer. */
export type SeedManagedAccount = SeedPlace;

export const managedAccounts: readonly SeedManagedAccount[] = [
  { organizationalUnit: [topUnit, 'Service Accounts'], commonName: 'gmsa-reports' },
  { organizationalUnit: [topUnit, 'Service Accounts'], commonName: 'gmsa-backup' },
];
