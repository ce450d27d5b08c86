/** `POST /{tenant}/oauth2/v2.0/token`: an application proves who it is with its certificate and gets a Graph token. */
import { jsonReply, type TenantReply, type TenantRequest } from '../http/exchange.ts';
import type { Application } from '../state/snapshot.ts';
import type { TenantState } from '../state/tenant-state.ts';
import { type AccessTokens, accessTokenLifetimeSeconds, graphAudiences } from './access-tokens.ts';
import { clockSkewMs, verifyClientAssertion } from './client-assertion.ts';
import { tokenEndpoint } from './discovery.ts';
import type { ReplayMemory } from './replay-memory.ts';
import { type SignInResult, signInRefusalReply, signInRefusals } from './sign-in-refusal.ts';

const assertionType = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

export interface TokenEndpointContext {
  readonly state: TenantState;
  readonly tokens: AccessTokens;
  readonly replays: ReplayMemory;
  /** The tenant as the client named it in the path. */
  readonly tenantName: string;
}

export async function tokenReply(request: TenantRequest, context: TokenEndpointContext): Promise<TenantReply> {
  const form = new URLSearchParams(request.body);
  const { state, tokens } = context;

  const grantType = form.get('grant_type');
  if (grantType === null) return signInRefusalReply(request, signInRefusals.parameterMissing('grant_type'));
  if (grantType !== 'client_credentials') {
    return signInRefusalReply(request, signInRefusals.grantNotSupported(grantType));
  }

  const clientId = form.get('client_id');
  if (clientId === null) return signInRefusalReply(request, signInRefusals.parameterMissing('client_id'));
  const application = state.applications.find(clientId);
  if (application === undefined) {
    return signInRefusalReply(request, signInRefusals.applicationNotFound(clientId, state.organization().displayName));
  }

  const proof = await checkProof(form, application, request, context);
  if (!proof.ok) return signInRefusalReply(request, proof.refusal);
  const audience = audienceOf(form.get('scope'), request, state);
  if (!audience.ok) return signInRefusalReply(request, audience.refusal);

  const accessToken = await tokens.issue({
    application,
    audience: audience.value,
    issuer: `${request.origin}/${state.tenantId}/v2.0`,
    tenantId: state.tenantId,
    now: request.receivedAt,
  });
  const expiresIn = accessTokenLifetimeSeconds - 1;
  return {
    ...jsonReply(
      200,
      { token_type: 'Bearer', expires_in: expiresIn, ext_expires_in: expiresIn, access_token: accessToken },
      { 'cache-control': 'no-store, no-cache', pragma: 'no-cache' },
    ),
    callerAppId: application.appId,
  };
}

async function checkProof(
  form: URLSearchParams,
  application: Application,
  request: TenantRequest,
  { state, replays, tenantName }: TokenEndpointContext,
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

/** `{resource}/.default`, where the resource is Graph under Microsoft's name or the lab's own address. */
function audienceOf(scope: string | null, request: TenantRequest, state: TenantState): SignInResult<string> {
  if (scope === null || scope === '') return { ok: false, refusal: signInRefusals.parameterMissing('scope') };
  if (!scope.endsWith('/.default')) return { ok: false, refusal: signInRefusals.scopeNotValid(scope) };
  const resource = scope.slice(0, -'/.default'.length).replace(/\/$/, '');
  if (![...graphAudiences, request.origin].includes(resource)) {
    return { ok: false, refusal: signInRefusals.resourceNotFound(resource, state.organization().displayName) };
  }
  return { ok: true, value: resource };
}
