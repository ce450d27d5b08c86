/**
 * `/{tenant}/adminconsent` and `/{tenant}/v2.0/adminconsent`: an administrator allows an application, for everybody, what its
 * registration or the request asks for. learn.microsoft.com/entra/identity-platform/v2-admin-consent
 */
import type { TenantReply, TenantRequest } from '../http/exchange.ts';
import { servicePrincipalOf } from '../state/service-principal-of.ts';
import type { TenantState } from '../state/tenant-state.ts';
import { sendFields } from './authorization-answer.ts';
import { type Client, findClient, mayBeAnsweredAt } from './clients.ts';
import { identify } from './interaction.ts';
import { administratorPage, consentPage, donePage, refusalPage } from './pages.ts';
import { mayConsentForOthers, mayGrantAppRoles } from './people.ts';
import { readScopes } from './scopes.ts';
import type { SignInContext } from './sign-in-door.ts';
import { describeRefusal, type SignInRefusal, type SignInResult, signInRefusals } from './sign-in-refusal.ts';

export function adminConsentReply(request: TenantRequest, context: SignInContext): TenantReply {
  const { state, grants } = context;
  const { query } = request;
  const client = findClient({ ...context, isSharedTenant: false }, query.get('client_id'));
  if (!client.ok) return refusalPage(request, client.refusal);
  const { appId, displayName: clientName } = client.value.registration;
  const redirectUri = query.get('redirect_uri');
  if (redirectUri !== null && !mayBeAnsweredAt(client.value, redirectUri)) {
    return refusalPage(request, signInRefusals.redirectMismatch(redirectUri, appId));
  }
  const wanted = readWanted(request, client.value);
  if (!wanted.ok) return refusalPage(request, wanted.refusal);

  const form = new URLSearchParams(request.method === 'POST' ? request.body : '');
  const answeredAt = redirectUri ?? undefined;
  const identified = identify({ request, state, grants, client: client.value, form, answeredAt, hidden: {} }, false);
  if (identified.kind === 'page') return identified.reply;
  const { person, headers } = identified;
  const page = {
    person,
    clientName,
    permissions: [...wanted.value.roles, ...wanted.value.scopes],
    answeredAt,
    hidden: {},
    headers,
  };
  const finish = (outcome: Outcome): TenantReply => answerAt(request, state, redirectUri, outcome, headers);
  if (form.get('consent') === 'decline') return finish({ kind: 'declined', refusal: signInRefusals.consentDeclined() });
  if (!mayConsent(state, String(person.id), wanted.value)) {
    return administratorPage(page, signInRefusals.administratorNeeded(clientName));
  }
  if (form.get('consent') !== 'accept') return consentPage({ ...page, isFor: 'everybody' });
  allow(state, appId, wanted.value);
  return finish({ kind: 'allowed', wanted: wanted.value });
}

interface Wanted {
  /** Application permissions. */
  readonly roles: readonly string[];
  /** Delegated permissions. */
  readonly scopes: readonly string[];
  /** As the client named them; undefined where the registration alone decides. */
  readonly asked: string | undefined;
}

function readWanted(request: TenantRequest, client: Client): SignInResult<Wanted> {
  const isSecondVersion = request.segments[1] === 'v2.0';
  const asked = request.query.get('scope') ?? '';
  const scopes = isSecondVersion ? readScopes(asked, request.origin, client.registration.displayName) : undefined;
  if (scopes?.ok === false) return scopes;
  const wanted: Wanted =
    scopes === undefined || scopes.value.isDefault
      ? { roles: client.requestedRoles, scopes: [], asked: isSecondVersion ? asked : undefined }
      : { roles: [], scopes: scopes.value.graph, asked };
  return wanted.roles.length + wanted.scopes.length === 0
    ? { ok: false, refusal: signInRefusals.nothingToConsentTo() }
    : { ok: true, value: wanted };
}

/** Graph's own application permissions are worth a tenant, so an administrator of applications does not suffice for them. */
const mayConsent = (state: TenantState, personId: string, { roles }: Wanted): boolean =>
  roles.length > 0 ? mayGrantAppRoles(state, personId) : mayConsentForOthers(state, personId);

function allow(state: TenantState, appId: string, { roles, scopes }: Wanted): void {
  const application = state.directory.sets.application.findBy('appId', appId);
  if (application !== undefined) servicePrincipalOf(state, application);
  const granted = state.applications.registration(appId)?.roles ?? [];
  state.applications.grantRoles(appId, [...new Set([...granted, ...roles])]);
  if (scopes.length > 0) state.consents.add({ appId, userId: null, scopes });
}

type Outcome =
  | { readonly kind: 'allowed'; readonly wanted: Wanted }
  | { readonly kind: 'declined'; readonly refusal: SignInRefusal };

function answerAt(
  request: TenantRequest,
  { tenantId }: TenantState,
  redirectUri: string | null,
  outcome: Outcome,
  headers: Readonly<Record<string, string>>,
): TenantReply {
  if (redirectUri === null) return answerNobody(outcome, headers);
  const carried = request.query.get('state');
  const fields = { admin_consent: 'True', ...(carried === null ? {} : { state: carried }) };
  if (outcome.kind === 'declined') {
    const { error, error_description } = describeRefusal(request, outcome.refusal);
    return sendFields('query', redirectUri, { ...fields, error, error_description }, headers);
  }
  const { asked } = outcome.wanted;
  const scope = asked === undefined ? {} : { scope: asked };
  return sendFields('query', redirectUri, { ...fields, tenant: tenantId, ...scope }, headers);
}

/** An application without a reply address: Microsoft ends with an error here, although the consent stands. */
const answerNobody = (outcome: Outcome, headers: Readonly<Record<string, string>>): TenantReply =>
  outcome.kind === 'declined'
    ? donePage('Nothing was allowed', 'You can close this window.', headers)
    : donePage(
        'The application has its permissions',
        'You can close this window. Microsoft shows AADSTS500113 here, because the application has no reply address; its permissions are granted all the same.',
        headers,
      );
