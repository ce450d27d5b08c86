/**
 * A person signed in; now their application takes the tokens, with a code, a device code or a refresh token.
 * learn.microsoft.com/entra/identity-platform/v2-oauth2-auth-code-flow
 */
import { createHash } from 'node:crypto';
import type { TenantReply, TenantRequest } from '../http/exchange.ts';
import type { ObjectRecord } from '../state/snapshot.ts';
import { checkClientProof, checkNoProof } from './client-proof.ts';
import { type Client, findClient, isPublicAddress } from './clients.ts';
import type { Challenge, Grant, Redeemed } from './grant-store.ts';
import { clientInfo, issueIdToken } from './id-tokens.ts';
import { missingScopes } from './interaction.ts';
import { findPerson, rolesOf } from './people.ts';
import { readScopes, scopeNames } from './scopes.ts';
import type { SignInContext } from './sign-in-door.ts';
import { type SignInRefusal, type SignInResult, signInRefusalReply, signInRefusals } from './sign-in-refusal.ts';
import { issuerOf, tokenJson } from './token-reply.ts';

type Redeem = (request: TenantRequest, form: URLSearchParams, context: SignInContext) => Promise<TenantReply>;

export const redeemCode: Redeem = async (request, form, context) => {
  const refuse = (refusal: SignInRefusal): TenantReply => signInRefusalReply(request, refusal);
  const client = await provenClient(request, form, context, isPublicAddress);
  if (!client.ok) return refuse(client.refusal);
  const code = form.get('code');
  if (code === null) return refuse(signInRefusals.parameterMissing('code'));
  const redeemed = goodOf(context.grants.redeemCode(code, request.receivedAt));
  if (!redeemed.ok) return refuse(redeemed.refusal);
  const grant = redeemed.value;
  if (grant.appId !== client.value.registration.appId) return refuse(signInRefusals.grantOfOtherClient());
  if (grant.redirectUri !== form.get('redirect_uri')) return refuse(signInRefusals.redirectOfOtherRequest());
  if (!answersChallenge(grant.challenge, form.get('code_verifier'))) return refuse(signInRefusals.verifierMismatch());
  return issueTokens(request, form, context, { client: client.value, grant, nonce: grant.nonce });
};

/** The application may ask for less or more than before, as long as it was consented to. */
export const redeemRefreshToken: Redeem = async (request, form, context) => {
  const refuse = (refusal: SignInRefusal): TenantReply => signInRefusalReply(request, refusal);
  const client = await provenClient(request, form, context, isPublicByRegistration);
  if (!client.ok) return refuse(client.refusal);
  const token = form.get('refresh_token');
  if (token === null) return refuse(signInRefusals.parameterMissing('refresh_token'));
  const redeemed = goodOf(context.grants.redeemRefreshToken(token, request.receivedAt));
  if (!redeemed.ok) return refuse(redeemed.refusal);
  if (redeemed.value.appId !== client.value.registration.appId) return refuse(signInRefusals.grantOfOtherClient());
  const scope = form.get('scope');
  const asked =
    scope === null
      ? { ok: true as const, value: redeemed.value.scopes }
      : readScopes(scope, request.origin, client.value.registration.displayName);
  if (!asked.ok) return refuse(asked.refusal);
  const grant = { ...redeemed.value, scopes: asked.value };
  return issueTokens(request, form, context, { client: client.value, grant, nonce: undefined });
};

export const redeemDeviceCode: Redeem = async (request, form, context) => {
  const refuse = (refusal: SignInRefusal): TenantReply => signInRefusalReply(request, refusal);
  const client = await provenClient(request, form, context, isPublicByRegistration);
  if (!client.ok) return refuse(client.refusal);
  const deviceCode = form.get('device_code');
  if (deviceCode === null) return refuse(signInRefusals.parameterMissing('device_code'));
  const waiting = context.grants.deviceRequest(deviceCode);
  if (waiting === undefined) return refuse(signInRefusals.deviceCodeUnknown());
  if (waiting.appId !== client.value.registration.appId) return refuse(signInRefusals.grantOfOtherClient());
  if (waiting.expiresAtMs < request.receivedAt.getTime()) return refuse(signInRefusals.deviceCodeExpired());
  switch (waiting.answer.kind) {
    case 'pending':
      return refuse(signInRefusals.devicePending());
    case 'declined':
      return refuse(signInRefusals.deviceDeclined());
    case 'granted':
      context.grants.forgetDevice(deviceCode);
      return issueTokens(request, form, context, {
        client: client.value,
        grant: waiting.answer.grant,
        nonce: undefined,
      });
  }
};

interface Issue {
  readonly client: Client;
  readonly grant: Grant;
  readonly nonce: string | undefined;
}

async function issueTokens(
  request: TenantRequest,
  form: URLSearchParams,
  { state, grants, signer, accessTokens }: SignInContext,
  { client, grant, nonce }: Issue,
): Promise<TenantReply> {
  const { registration } = client;
  const { appId, displayName } = registration;
  const { scopes } = grant;
  const person = findPerson(state, grant.personId);
  if (!person.ok) return signInRefusalReply(request, person.refusal);
  if (person.value.lastPasswordChangeDateTime !== grant.passwordSetAt) {
    return signInRefusalReply(request, signInRefusals.grantRevoked());
  }
  const missing = missingScopes(state, appId, grant.personId, scopes);
  if (missing.length > 0) return signInRefusalReply(request, signInRefusals.consentMissing(appId, displayName));

  const { receivedAt: now } = request;
  const issuer = issuerOf(request, state);
  const { tenantId } = state;
  const allowed = [...state.consents.scopesOf(appId, grant.personId)].toSorted();
  const accessToken = await accessTokens.issue({
    application: registration,
    person: {
      record: person.value,
      scopes: [...allowed, ...scopes.openId],
      roleTemplateIds: rolesOf(state, grant.personId),
      isPublicClient: !form.has('client_assertion'),
    },
    audience: scopes.audience,
    issuer,
    tenantId,
    now,
  });
  const idToken = await idTokenFor(person.value);
  return {
    ...tokenJson({
      scope: scopeNames(scopes, allowed).join(' '),
      access_token: accessToken,
      ...(scopes.openId.has('offline_access') ? { refresh_token: grants.issueRefreshToken(grant, now) } : {}),
      ...(idToken === undefined ? {} : { id_token: idToken }),
      ...(form.get('client_info') === '1' ? { client_info: clientInfo(grant.personId, tenantId) } : {}),
    }),
    callerAppId: appId,
  };

  async function idTokenFor(record: ObjectRecord): Promise<string | undefined> {
    if (!scopes.openId.has('openid')) return undefined;
    return issueIdToken(signer, { person: record, appId, scopes: scopes.openId, issuer, tenantId, nonce, now });
  }
}

/** @param isPublic whether this request comes from a program that can keep no secret */
async function provenClient(
  request: TenantRequest,
  form: URLSearchParams,
  context: SignInContext,
  isPublic: (client: Client, redirectUri: string) => boolean,
): Promise<SignInResult<Client>> {
  const client = findClient(context, form.get('client_id'));
  if (!client.ok) return client;
  const proof = isPublic(client.value, form.get('redirect_uri') ?? '')
    ? checkNoProof(form)
    : await checkClientProof(form, client.value.registration, request, context);
  return proof.ok ? client : proof;
}

const isPublicByRegistration = ({ isFallbackPublicClient, publicRedirectUris }: Client): boolean =>
  isFallbackPublicClient || publicRedirectUris.length > 0;

function goodOf<Value>(redeemed: Redeemed<Value>): SignInResult<Value> {
  switch (redeemed.kind) {
    case 'good':
      return { ok: true, value: redeemed.value };
    case 'unknown':
      return { ok: false, refusal: signInRefusals.grantUnknown() };
    case 'used':
      return { ok: false, refusal: signInRefusals.codeUsed() };
    case 'expired':
      return { ok: false, refusal: signInRefusals.grantExpired() };
  }
}

/** RFC 7636 section 4.6. */
function answersChallenge(challenge: Challenge | undefined, verifier: string | null): boolean {
  if (challenge === undefined) return verifier === null;
  if (verifier === null) return false;
  const derived = challenge.method === 'plain' ? verifier : createHash('sha256').update(verifier).digest('base64url');
  return derived === challenge.value;
}
