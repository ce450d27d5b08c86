/** Odd people that a synchronisation must leave alone, with the reason for each. */
import { oddUser } from './odd-user.ts';
import type { SeedUser } from './seed-user.ts';

export const excludedOddUsers: readonly SeedUser[] = [
  // What replication leaves when two controllers made the same name: the loser has a mark in its name (rule R16).
  oddUser('conflict.loser', { commonName: 'Account Disabled\nCNF:5a0f8a5e-3c1d-4c55-9a70-6b1d7c1f0e42' }),
  oddUser('critical.system', { isCritical: true }),
  // Excluded, so that sharing an address with somebody who is not does no harm.
  oddUser('excluded.mail', { attributes: { adminDescription: 'User_Test', mail: 'anna.schmidt@contoso.test' } }),
  oddUser('excluded.case', { attributes: { adminDescription: 'user_lower case counts as well' } }),
  oddUser('MSOL_0f3c5a7e9b1d', { commonName: 'MSOL_0f3c5a7e9b1d', without: ['mail'] }),
];
