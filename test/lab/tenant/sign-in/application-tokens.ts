/** An application proves who it is with its certificate and gets a Graph token for itself. */
import type { TenantReply, TenantRequest } from '../http/exchange.ts';
import type { TenantState } from '../state/tenant-state.ts';
import { graphAudiences } from './access-tokens.ts';
import { checkClientProof } from './client-proof.ts';
import type { SignInContext } from './sign-in-door.ts';
import { type SignInResult, signInRefusalReply, signInRefusals } from './sign-in-refusal.ts';
import { issuerOf, tokenJson } from './token-reply.ts';

export async function applicationTokenReply(
  request: TenantRequest,
  form: URLSearchParams,
  context: SignInContext,
): Promise<TenantReply> {
  const { state, accessTokens, isSharedTenant } = context;
  if (isSharedTenant) return signInRefusalReply(request, signInRefusals.tenantNotNamed());
  const clientId = form.get('client_id');
  if (clientId === null) return signInRefusalReply(request, signInRefusals.parameterMissing('client_id'));
  const application = state.applications.find(clientId);
  if (application === undefined) {
    return signInRefusalReply(request, signInRefusals.applicationNotFound(clientId, state.organization().displayName));
  }

  const proof = await checkClientProof(form, application, request, context);
  if (!proof.ok) return signInRefusalReply(request, proof.refusal);
  const audience = audienceOf(form.get('scope'), request, state);
  if (!audience.ok) return signInRefusalReply(request, audience.refusal);

  const accessToken = await accessTokens.issue({
    application,
    audience: audience.value,
    issuer: issuerOf(request, state),
    tenantId: state.tenantId,
    now: request.receivedAt,
  });
  return { ...tokenJson({ access_token: accessToken }), callerAppId: application.appId };
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
