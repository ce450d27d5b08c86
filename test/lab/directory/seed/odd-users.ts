/** One person for every oddity that a synchronisation meets among the people it takes. */
import { oddAccounts } from './odd-accounts.ts';
import { oddNames } from './odd-names.ts';
import { oddValues } from './odd-values.ts';
import type { SeedUser } from './seed-user.ts';

export const oddUsers: readonly SeedUser[] = [...oddNames, ...oddValues, ...oddAccounts];
