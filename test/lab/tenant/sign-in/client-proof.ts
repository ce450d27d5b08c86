/** Decides whether whoever asks for a token is the application it says it is. */
import type { TenantRequest } from '../http/exchange.ts';
import type { Application } from '../state/snapshot.ts';
import type { TenantState } from '../state/tenant-state.ts';
import { clockSkewMs, verifyClientAssertion } from './client-assertion.ts';
import { tokenEndpoint } from './discovery.ts';
import type { ReplayMemory } from './replay-memory.ts';
import { type SignInResult, signInRefusals } from './sign-in-refusal.ts';

const assertionType = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

export interface ProofContext {
  readonly state: TenantState;
  readonly replays: ReplayMemory;
  /** The tenant as the client named it in the path. */
  readonly tenantName: string;
}

/** A certificate proves it, in an assertion that was not used for another one. */
export async function checkClientProof(
  form: URLSearchParams,
  application: Application,
  request: TenantRequest,
  { state, replays, tenantName }: ProofContext,
): Promise<SignInResult<undefined>> {
  const assertion = form.get('client_assertion');
  if (assertion === null) {
    const hasSecret = form.has('client_secret');
    return {
      ok: false,
      refusal: hasSecret ? signInRefusals.secretNotValid(application.appId) : signInRefusals.credentialMissing(),
    };
  }
  if (form.get('client_assertion_type') !== assertionType) {
    return { ok: false, refusal: signInRefusals.parameterMissing('client_assertion_type') };
  }

  const claims = await verifyClientAssertion(assertion, {
    application,
    audiences: [tokenEndpoint(request.origin, tenantName), tokenEndpoint(request.origin, state.tenantId)],
    now: request.receivedAt,
  });
  if (!claims.ok) return claims;

  const forgetAfter = new Date(claims.value.exp * 1000 + clockSkewMs);
  const isAdmitted = replays.admit(
    { appId: application.appId, jti: claims.value.jti, assertion, forgetAfter },
    request.receivedAt,
  );
  if (!isAdmitted) {
    return {
      ok: false,
      refusal: signInRefusals.assertionMalformed('Its identifier (jti) has been used in another assertion.'),
    };
  }
  return { ok: true, value: undefined };
}

/** A program on somebody's computer can keep no secret, so it must not come with one. */
export const checkNoProof = (form: URLSearchParams): SignInResult<undefined> =>
  form.has('client_assertion') || form.has('client_secret')
    ? { ok: false, refusal: signInRefusals.publicClientWithProof() }
    : { ok: true, value: undefined };
