/** The one table from the errors of the sign-in service to the problems a person reads. */
import { z } from 'zod';
import { type Problem, problem } from '../contract/problem.ts';
import type { ProblemCode } from '../contract/problem-catalogue.ts';

/** AADSTS error numbers (learn.microsoft.com, "Microsoft Entra authentication and authorization error codes"). */
const knownErrors: Readonly<Record<string, ProblemCode>> = {
  '90002': 'tenant.unknown-tenant',
  '900023': 'tenant.unknown-tenant',
  '700016': 'tenant.unknown-application',
  '7000112': 'tenant.unknown-application',
  '500011': 'tenant.unknown-graph',
  '700027': 'tenant.certificate-refused',
  '700024': 'tenant.certificate-refused',
  '7000215': 'tenant.certificate-refused',
  '7000222': 'tenant.certificate-refused',
};

const errorBodySchema = z.object({ error_codes: z.array(z.number()).min(1) });

/** @param body what the sign-in service answered, parsed, with a status that is no success  @param where for the detail */
export function problemOfSignInReply(body: unknown, where: string): Problem {
  const parsed = errorBodySchema.safeParse(body);
  if (!parsed.success) return problem('tenant.sign-in-failed', `${where}: an error without a number`);
  const number = String(parsed.data.error_codes[0]);
  return problem(knownErrors[number] ?? 'tenant.sign-in-failed', `${where}: AADSTS${number}`);
}
