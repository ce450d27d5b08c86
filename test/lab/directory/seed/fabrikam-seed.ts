/** The people of a company that Contoso bought, in a forest of their own. */
import type { SeedGroup } from './excluded-objects.ts';
import { dublin } from './offices.ts';
import { plainUser, withAttributes } from './plain-user.ts';
import type { SeedUser, SeedUserAttributes } from './seed-user.ts';

const suffix = 'fabrikam.test';
const staffUnit: readonly string[] = ['Fabrikam', 'Staff'];

function employee(sAMAccountName: string, number: number, attributes: SeedUserAttributes = {}): SeedUser {
  const [givenName = '', sn = ''] = sAMAccountName
    .split('.')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1));
  const user = plainUser(dublin, { sAMAccountName, givenName, sn, title: 'Fitter', department: 'Assembly', number });
  const address = `${sAMAccountName}@${suffix}`;
  const own = { userPrincipalName: address, mail: address, company: 'Fabrikam Ltd' };
  return { ...withAttributes(user, { ...own, ...attributes }), organizationalUnit: staffUnit };
}

export const fabrikamUsers: readonly SeedUser[] = [
  employee('ciara.byrne', 801),
  employee('declan.nolan', 802),
  employee('orla.quinn', 803),
  // One account name in two forests is nothing unusual.
  employee('anna.schmidt', 804),
  // Moved to Contoso, and the old account is still there: both have one anchor.
  employee('bjorn.lindqvist', 805, { 'mS-DS-ConsistencyGuid': Buffer.from('f00dc0de0123456789abcdeffedcba98', 'hex') }),
  // Already has a mailbox at Contoso, whose address somebody else has there.
  employee('lena.fischer', 806, { mail: 'lena.fischer@contoso.test' }),
];

export const fabrikamGroups: readonly SeedGroup[] = [
  { organizationalUnit: ['Fabrikam'], commonName: 'GG-Fabrikam', members: fabrikamUsers },
];
