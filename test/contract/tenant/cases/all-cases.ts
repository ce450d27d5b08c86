/** Everything the tenant's contract says. */
import type { DocumentedCase } from '../documented-case.ts';
import { applicationOwnerCases } from './application-owners.ts';
import { applicationCases } from './applications.ts';
import { changeCases } from './changes.ts';
import { contactCases } from './contacts.ts';
import { directoryCases } from './directory.ts';
import { groupCases } from './groups.ts';
import { roleCases } from './roles.ts';
import { servicePrincipalCases } from './service-principals.ts';
import { userCases } from './users.ts';

export const allCases: readonly DocumentedCase[] = [
  ...userCases,
  ...groupCases,
  ...contactCases,
  ...directoryCases,
  ...changeCases,
  ...applicationCases,
  ...applicationOwnerCases,
  ...servicePrincipalCases,
  ...roleCases,
];
