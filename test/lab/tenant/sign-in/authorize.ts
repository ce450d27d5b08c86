/**
 * `/{tenant}/oauth2/v2.0/authorize`: a person signs in with a browser, and the application gets a code.
 * learn.microsoft.com/entra/identity-platform/v2-oauth2-auth-code-flow
 */
import type { TenantReply, TenantRequest } from '../http/exchange.ts';
import { answerClient, readResponseMode } from './authorization-answer.ts';
import { signedInPerson } from './browser-session.ts';
import { type Client, findClient, mayBeAnsweredAt } from './clients.ts';
import type { Challenge } from './grant-store.ts';
import { askConsent, grantOf, type Identified, type Interaction, identify, missingScopes } from './interaction.ts';
import { refusalPage } from './pages.ts';
import { findPerson } from './people.ts';
import { type RequestedScopes, readScopes } from './scopes.ts';
import type { SignInContext } from './sign-in-door.ts';
import { type SignInRefusal, type SignInResult, signInRefusals } from './sign-in-refusal.ts';

export function authorizeReply(request: TenantRequest, context: SignInContext): TenantReply {
  const { state, grants } = context;
  const { query } = request;
  const client = findClient(context, query.get('client_id'));
  if (!client.ok) return refusalPage(request, client.refusal);
  const redirectUri = query.get('redirect_uri') ?? '';
  if (!mayBeAnsweredAt(client.value, redirectUri)) {
    return refusalPage(request, signInRefusals.redirectMismatch(redirectUri, client.value.registration.appId));
  }
  const asked = readAuthorization(request, client.value);
  if (!asked.ok) return answerClient(request, redirectUri, { refusal: asked.refusal });

  const form = new URLSearchParams(request.method === 'POST' ? request.body : '');
  const interaction = { request, state, grants, client: client.value, form, answeredAt: redirectUri, hidden: {} };
  return asked.value.prompt === 'none'
    ? answerSilently(interaction, redirectUri, asked.value)
    : answerPerson(interaction, redirectUri, asked.value);
}

interface Authorization {
  readonly scopes: RequestedScopes;
  readonly challenge: Challenge | undefined;
  readonly prompt: string;
}

/** `admin_consent` belongs to the first version of this endpoint; today an administrator goes to `adminconsent`. */
const prompts = ['', 'none', 'login', 'select_account', 'consent'];

function readAuthorization(request: TenantRequest, client: Client): SignInResult<Authorization> {
  const { query, origin } = request;
  const refuse = (refusal: SignInRefusal): SignInResult<never> => ({ ok: false, refusal });
  const responseType = query.get('response_type');
  if (responseType === null) return refuse(signInRefusals.parameterMissing('response_type'));
  if (responseType !== 'code') return refuse(signInRefusals.responseTypeNotEnabled(responseType));
  if (readResponseMode(query) === undefined) return refuse(signInRefusals.requestNotValid('Unknown response_mode.'));
  const prompt = query.get('prompt') ?? '';
  if (!prompts.includes(prompt)) return refuse(signInRefusals.requestNotValid(`Unsupported 'prompt' value.`));
  const challenge = readChallenge(query);
  if (!challenge.ok) return challenge;
  const scopes = readScopes(query.get('scope'), origin, client.registration.displayName);
  if (!scopes.ok) return scopes;
  return { ok: true, value: { scopes: scopes.value, challenge: challenge.value, prompt } };
}

/** RFC 7636: 43 to 128 characters. */
function readChallenge(query: URLSearchParams): SignInResult<Challenge | undefined> {
  const value = query.get('code_challenge');
  if (value === null) return { ok: true, value: undefined };
  if (value.length < 43 || value.length > 128) return { ok: false, refusal: signInRefusals.challengeSize() };
  const method = query.get('code_challenge_method') ?? 'plain';
  if (method === 'S256' || method === 'plain') return { ok: true, value: { method, value } };
  return { ok: false, refusal: signInRefusals.requestNotValid('Unknown code_challenge_method.') };
}

function answerPerson(interaction: Interaction, redirectUri: string, asked: Authorization): TenantReply {
  const { request } = interaction;
  const isFirstVisit = request.method === 'GET';
  const asksAgain = asked.prompt === 'select_account' || asked.prompt === 'login';
  const identified = identify(interaction, asksAgain, request.query.get('login_hint') ?? '');
  if (identified.kind === 'page') return identified.reply;
  const consentAgain = asked.prompt === 'consent' && (isFirstVisit || !interaction.form.has('consent'));
  const consented = askConsent(interaction, identified, { scopes: asked.scopes, asksAgain: consentAgain });
  switch (consented.kind) {
    case 'page':
      return consented.reply;
    case 'declined':
      return answerClient(request, redirectUri, { refusal: signInRefusals.consentDeclined() }, identified.headers);
    case 'grant':
      return answerWithCode(interaction, redirectUri, asked, identified);
  }
}

/** `prompt=none`: whatever would need a person is an error. */
function answerSilently(interaction: Interaction, redirectUri: string, asked: Authorization): TenantReply {
  const { request, state, grants, client } = interaction;
  const refuse = (refusal: SignInRefusal): TenantReply => answerClient(request, redirectUri, { refusal });
  const known = signedInPerson(request, grants);
  const person = known === undefined ? undefined : findPerson(state, known);
  if (person === undefined) return refuse(signInRefusals.noSession());
  if (!person.ok) return refuse({ ...person.refusal, error: 'interaction_required' });
  const { appId, displayName } = client.registration;
  if (missingScopes(state, appId, person.value.id, asked.scopes).length > 0) {
    return refuse({ ...signInRefusals.consentMissing(appId, displayName), error: 'consent_required' });
  }
  return answerWithCode(interaction, redirectUri, asked, { kind: 'person', person: person.value, headers: {} });
}

function answerWithCode(
  { request, state, grants, client }: Interaction,
  redirectUri: string,
  { scopes, challenge }: Authorization,
  { person, headers }: Extract<Identified, { kind: 'person' }>,
): TenantReply {
  const { appId } = client.registration;
  const nonce = request.query.get('nonce') ?? undefined;
  const grant = { ...grantOf(appId, person, scopes), redirectUri, challenge, nonce };
  const code = grants.issueCode(grant, request.receivedAt);
  return answerClient(request, redirectUri, { code, personId: person.id, tenantId: state.tenantId }, headers);
}
