/**
 * The name a person signs in with. The directory's userPrincipalName is used as it is when the tenant can take it; otherwise the
 * person gets a name in the initial domain, so that the account exists and can be corrected later.
 */
import { problem } from '../contract/problem.ts';
import { fail, type Result, succeed } from '../contract/result.ts';
import { type DirectoryObject, firstValue } from './directory-source.ts';
import type { Organization } from './tenant.ts';
import { mailNicknameOf } from './user-mapping.ts';

/** Microsoft Graph v1.0, user: userPrincipalName. */
const localPartPattern = /^[A-Za-z0-9'._!#^~-]{1,64}$/;

export function signInNameOf(object: DirectoryObject, organization: Organization): Result<string> {
  const wanted =
    firstValue(object, 'userPrincipalName') ?? `${firstValue(object, 'sAMAccountName') ?? ''}@${object.domain}`;
  if (fitsTenant(wanted, organization)) return succeed(wanted);

  const fallback = `${mailNicknameOf(object) ?? ''}@${organization.initialDomain}`;
  if (fitsTenant(fallback, organization)) return succeed(fallback);
  return fail(
    problem(
      'object.value-invalid',
      `Neither userPrincipalName "${wanted}" nor "${fallback}" can be a sign-in name: its first part takes at most 64 letters without accents, digits and ' . - _ ! # ^ ~`,
    ),
  );
}

function fitsTenant(name: string, organization: Organization): boolean {
  const at = name.lastIndexOf('@');
  const local = name.slice(0, at);
  const isLocalPartValid = localPartPattern.test(local) && !local.startsWith('.') && !local.endsWith('.');
  return at > 0 && isLocalPartValid && organization.verifiedDomains.includes(name.slice(at + 1).toLowerCase());
}
