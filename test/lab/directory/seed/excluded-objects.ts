/** What lies in the same units of the directory and that a synchronisation must leave alone, with the reason for each. */

import type { AttributeValues } from '../ldif.ts';
import { berlin } from './offices.ts';
import { plainUser, withAttributes } from './plain-user.ts';
import type { SeedPlace } from './seed-place.ts';
import { type SeedUser, topUnit } from './seed-user.ts';
import { seedUsers } from './seed-users.ts';

const person = {
  givenName: 'Test',
  sn: 'Account',
  title: 'None',
  department: 'Engineering',
} as const;

export const excludedUsers: readonly SeedUser[] = [
  // An adminDescription that starts with User_ says: do not synchronise.
  withAttributes(plainUser(berlin, { ...person, sAMAccountName: 'test.account', number: 901 }), {
    adminDescription: 'User_DoNotSynchronise',
  }),
  // The account that another synchronisation product made for itself.
  {
    ...plainUser(berlin, { ...person, sAMAccountName: 'AAD_7c1f0a92be43', sn: 'Connector', number: 902 }),
    commonName: 'AAD_7c1f0a92be43',
  },
];

export type SeedComputer = SeedPlace;

/** Also of objectClass user, by inheritance. */
export const computers: readonly SeedComputer[] = [
  { organizationalUnit: [topUnit, 'Computers'], commonName: 'WS-BERLIN-01' },
];

export type SeedGroup = SeedPlace & {
  /** Any objects of the seed; groups too, in circles if need be. */
  readonly members: readonly SeedPlace[];
  readonly kind?: GroupKind;
  readonly attributes?: AttributeValues;
};

export type GroupKind = 'global' | 'domain local' | 'universal' | 'distribution';

/** The group of all the seed's people. */
export const groups: readonly SeedGroup[] = [
  { organizationalUnit: [topUnit, 'Groups'], commonName: 'GG-All-Staff', members: seedUsers },
];
