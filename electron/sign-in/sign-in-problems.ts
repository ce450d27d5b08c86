/** The one table from what can go wrong while a person signs in to the problems that person reads. */
import { AuthError } from '@azure/msal-node';
import { type Problem, problem } from '../../agent-core/contract/problem.ts';
import type { ProblemCode } from '../../agent-core/contract/problem-catalogue.ts';

/** The system could not open a browser; thrown by what opens it. */
export class NoBrowser extends Error {
  constructor(cause: unknown) {
    super('No browser could be opened.', { cause });
  }
}

/** The network said so; thrown by the network client. */
export class NoConnection extends Error {
  constructor(cause: unknown) {
    super('The sign-in address cannot be reached.', { cause });
  }
}

/** The person, or whoever acts for them, does not want to sign in any more. */
export class GivenUp extends Error {}

/** Nobody signed in for so long that nobody will. */
export class TooLate extends Error {}

/** The sign-in service gave no code to enter; MSAL itself takes no notice of that. */
export class CodeRefused extends Error {
  readonly errorNo: string;

  constructor(errorNo: string) {
    super('The sign-in service gave no code.');
    this.errorNo = errorNo;
  }
}

/** AADSTS error numbers (learn.microsoft.com, "Microsoft Entra authentication and authorization error codes"). */
const knownNumbers: Readonly<Record<string, ProblemCode>> = {
  '65001': 'sign-in.consent-required',
  '65004': 'sign-in.consent-required',
  '90094': 'sign-in.consent-required',
  '90095': 'sign-in.consent-required',
  '700016': 'sign-in.client-unknown',
  '7000218': 'sign-in.client-unknown',
  '50011': 'sign-in.client-unknown',
  '50020': 'sign-in.not-a-member',
  '50034': 'sign-in.not-a-member',
  '70020': 'sign-in.too-late',
  '70016': 'sign-in.too-late',
};

/** Error codes of OAuth (RFC 6749, RFC 8628) and of MSAL. */
const knownCodes: Readonly<Record<string, ProblemCode>> = {
  access_denied: 'sign-in.cancelled',
  authorization_declined: 'sign-in.cancelled',
  device_code_polling_cancelled: 'sign-in.cancelled',
  consent_required: 'sign-in.consent-required',
  unauthorized_client: 'sign-in.client-unknown',
  expired_token: 'sign-in.too-late',
  code_expired: 'sign-in.too-late',
  device_code_expired: 'sign-in.too-late',
  endpoints_resolution_error: 'sign-in.unreachable',
  network_error: 'sign-in.unreachable',
  no_account_found: 'sign-in.required',
  no_tokens_found: 'sign-in.required',
  interaction_required: 'sign-in.required',
};

/** @param where the host or account, for the detail; what the error says itself could hold what is secret */
export function problemOfSignIn(error: unknown, where: string): Problem {
  if (error instanceof NoBrowser) return problem('sign-in.no-browser', where);
  if (error instanceof NoConnection) return problem('sign-in.unreachable', where);
  if (error instanceof GivenUp) return problem('sign-in.cancelled', where);
  if (error instanceof TooLate) return problem('sign-in.too-late', where);
  if (!(error instanceof AuthError || error instanceof CodeRefused)) return problem('sign-in.failed', where);
  const number = 'errorNo' in error && typeof error.errorNo === 'string' ? error.errorNo : '';
  const name = error instanceof AuthError ? error.errorCode : '';
  const code = knownNumbers[number] ?? knownCodes[name] ?? 'sign-in.failed';
  return problem(code, number === '' ? `${where}: ${name}` : `${where}: AADSTS${number}`);
}
