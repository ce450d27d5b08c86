/** What there is to say about a certificate that comes to its end, and about grants that are not as they should be. */
import { grantTable } from '../contract/grant-table.ts';
import { type Problem, problem } from '../contract/problem.ts';
import type { ProblemCode } from '../contract/problem-catalogue.ts';
import type { GrantCheck } from '../contract/registration-requests.ts';

const dayMs = 86_400_000;
/** Nearest end first. */
const alerts: readonly (readonly [days: number, code: ProblemCode])[] = [
  [0, 'certificate.expired'],
  [1, 'certificate.expires-tomorrow'],
  [7, 'certificate.expires-this-week'],
  [30, 'certificate.expires-this-month'],
];

/** @param notAfter ISO 8601  @param now ISO 8601 */
export function expiryProblem(notAfter: string, now: string): Problem | null {
  const leftMs = Date.parse(notAfter) - Date.parse(now);
  const [, code] = alerts.find(([days]) => leftMs <= days * dayMs) ?? [];
  return code === undefined ? null : problem(code, `it is valid until ${notAfter}`);
}

export function missingGrantsProblem({ grantsMissing }: GrantCheck): Problem | null {
  if (grantsMissing.length === 0) return null;
  const without = grantTable.filter(({ permission }) => grantsMissing.includes(permission));
  return problem('tenant.grants-missing', without.map((grant) => `${grant.permission}: ${grant.without}`).join('; '));
}

export function unexpectedGrantsProblem({ grantsUnexpected }: GrantCheck): Problem | null {
  return grantsUnexpected.length === 0 ? null : problem('tenant.grants-unexpected', grantsUnexpected.join(', '));
}
