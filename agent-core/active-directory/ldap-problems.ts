/** The one table from what can go wrong with a domain controller to the problems a person reads. */
import {
  ConfidentialityRequiredError,
  InsufficientAccessError,
  InvalidCredentialsError,
  NoSuchObjectError,
  ResultCodeError,
  StrongAuthRequiredError,
} from 'ldapts';
import { errorCodeOf } from '../contract/error-code.ts';
import { type Problem, problem } from '../contract/problem.ts';
import type { ProblemCode } from '../contract/problem-catalogue.ts';

/**
 * Active Directory says why it refuses a sign-in only in the diagnostic text, as a Windows error in hexadecimal
 * ([MS-ADTS] 5.1.1.1; the codes are those of [MS-ERREF] 2.2). What is not listed here is a wrong name or password.
 */
const refusals: Readonly<Record<string, { readonly code: ProblemCode; readonly reason?: string }>> = {
  '525': { code: 'directory.unknown-account' },
  '530': { code: 'directory.account-refused', reason: 'sign-in is not allowed at this time' },
  '531': { code: 'directory.account-refused', reason: 'sign-in is not allowed from this computer' },
  '532': { code: 'directory.password-expired' },
  '533': { code: 'directory.account-disabled' },
  '568': { code: 'directory.account-refused', reason: 'the account is in too many groups' },
  '701': { code: 'directory.account-expired' },
  '773': { code: 'directory.password-change-required' },
  '775': { code: 'directory.account-locked' },
};

/** SEC_E_BAD_BINDINGS: the policy wants the sign-in bound to the TLS connection, and it was not, or to another one. */
const badBindings = '80090346';

/** @param error what the LDAP client threw  @param where the controller, for the detail */
export function problemOfLdapError(error: unknown, where: string): Problem {
  if (error instanceof InvalidCredentialsError) {
    const reason = /\bdata ([0-9a-f]+)/.exec(error.message)?.[1] ?? '';
    if (reason === badBindings) return problem('directory.channel-binding', where);
    const refusal = refusals[reason];
    if (refusal === undefined) return problem('directory.wrong-credentials', where);
    return problem(refusal.code, refusal.reason === undefined ? where : `${where}: ${refusal.reason}`);
  }
  if (error instanceof StrongAuthRequiredError || error instanceof ConfidentialityRequiredError)
    return problem('directory.signing-required', where);
  if (error instanceof InsufficientAccessError) return problem('directory.access-denied', where);
  if (error instanceof NoSuchObjectError) return problem('directory.not-found', where);
  if (error instanceof ResultCodeError) {
    return problem('directory.unexpected-answer', `${where}: LDAP result ${error.code} (${error.constructor.name})`);
  }
  return problem(
    'directory.no-answer',
    `${where}: ${error instanceof Error ? firstLineOf(error.message) : String(error)}`,
  );
}

/** @param error what the socket reported  @param isCertificateRefused whether our side refused the certificate */
export function problemOfSocketError(error: Error, isCertificateRefused: boolean, where: string): Problem {
  return problem(
    isCertificateRefused ? 'directory.untrusted-certificate' : 'directory.unreachable',
    `${where}: ${errorCodeOf(error)}`,
  );
}

function firstLineOf(text: string): string {
  return text.split('\n')[0] ?? '';
}
