/** Proves at the end of a registration that the agent can sign in with its certificate and has what was granted. */
import { problem } from '../../contract/problem.ts';
import { fail, type Result, succeed } from '../../contract/result.ts';
import type { AccessTokens } from '../access-token.ts';
import { type Patience, repeatStep } from '../repeat-step.ts';
import { checkGrants } from './check-grants.ts';

/** @param expectedMissing what nobody has granted yet  @param createTokens anew for each attempt: a sign-in that failed is not remembered */
export function signInAsAgent(
  createTokens: () => AccessTokens,
  expectedMissing: readonly string[],
  patience: Patience,
  signal: AbortSignal,
): Promise<Result<void>> {
  const step = async (): Promise<Result<void>> => {
    const checked = await checkGrants(createTokens(), true, signal);
    if (!checked.ok) return checked;
    const late = (checked.value?.grantsMissing ?? []).filter((permission) => !expectedMissing.includes(permission));
    if (late.length > 0)
      return fail(problem('tenant.not-found', `granted, and not in a token yet: ${late.join(', ')}`));
    return succeed(undefined);
  };
  // A new application and a new key reach the sign-in service a while after Graph knows them.
  return repeatStep(step, patience, signal, ['tenant.unknown-application', 'tenant.certificate-refused']);
}
