/** The steps every sign-in of a person takes, whatever asked for it: who are you, and do you allow this. */
import type { TenantReply, TenantRequest } from '../http/exchange.ts';
import type { ObjectRecord } from '../state/snapshot.ts';
import type { TenantState } from '../state/tenant-state.ts';
import { openedSession, signedInPerson } from './browser-session.ts';
import type { Client } from './clients.ts';
import type { Grant, GrantStore } from './grant-store.ts';
import { administratorPage, consentPage, pickPage } from './pages.ts';
import { findPerson, mayConsentForOthers, somePeople } from './people.ts';
import { missingOf, needsAdministrator, type RequestedScopes } from './scopes.ts';
import { signInRefusals } from './sign-in-refusal.ts';

export interface Interaction {
  readonly request: TenantRequest;
  readonly state: TenantState;
  readonly grants: GrantStore;
  readonly client: Client;
  /** What the person sent with the page before; empty at the first visit. */
  readonly form: URLSearchParams;
  readonly answeredAt: string | undefined;
  /** What the next page must send again. */
  readonly hidden: Readonly<Record<string, string>>;
}

export type Identified =
  | { readonly kind: 'person'; readonly person: ObjectRecord; readonly headers: Readonly<Record<string, string>> }
  | { readonly kind: 'page'; readonly reply: TenantReply };

/** @param asksAgain does not take whoever is signed in for granted */
export function identify(interaction: Interaction, asksAgain: boolean, loginHint = ''): Identified {
  const { request, state, grants, client, form, answeredAt, hidden } = interaction;
  const clientName = client.registration.displayName;
  const chosen = form.get('person') ?? form.get('username');
  const known = chosen ?? (asksAgain ? undefined : signedInPerson(request, grants));
  const found = known === undefined ? undefined : findPerson(state, known);
  if (found?.ok) {
    const headers = chosen === null ? {} : openedSession(grants, found.value.id);
    return { kind: 'person', person: found.value, headers };
  }
  const page = { people: somePeople(state), clientName, refusal: found?.refusal, loginHint, answeredAt, hidden };
  return { kind: 'page', reply: pickPage(page) };
}

export type Consented =
  | { readonly kind: 'grant'; readonly grant: Grant }
  | { readonly kind: 'declined' }
  | { readonly kind: 'page'; readonly reply: TenantReply };

export function askConsent(
  interaction: Interaction,
  { person, headers }: Extract<Identified, { kind: 'person' }>,
  { scopes, asksAgain }: { readonly scopes: RequestedScopes; readonly asksAgain: boolean },
): Consented {
  const { state, client, form, answeredAt, hidden } = interaction;
  const { appId, displayName: clientName } = client.registration;
  const answer = form.get('consent');
  if (answer === 'decline') return { kind: 'declined' };
  const missing = asksAgain && answer === null ? scopes.graph : missingScopes(state, appId, person.id, scopes);
  const page = { person, clientName, permissions: missing, answeredAt, hidden, headers };
  if (missing.length > 0) {
    if (needsAdministrator(missing) && !mayConsentForOthers(state, person.id)) {
      return { kind: 'page', reply: administratorPage(page, signInRefusals.administratorNeeded(clientName)) };
    }
    const isAdministrator = mayConsentForOthers(state, person.id);
    const isFor = isAdministrator ? 'this person or everybody' : 'this person';
    if (answer !== 'accept') return { kind: 'page', reply: consentPage({ ...page, isFor }) };
    const isForEverybody = isAdministrator && form.get('everybody') === 'yes';
    state.consents.add({ appId, userId: isForEverybody ? null : person.id, scopes: missing });
  }
  return { kind: 'grant', grant: grantOf(appId, person, scopes) };
}

/** A new password ends what was granted under the old one. */
export const grantOf = (appId: string, person: ObjectRecord, scopes: RequestedScopes): Grant => ({
  appId,
  personId: person.id,
  passwordSetAt: person.lastPasswordChangeDateTime,
  scopes,
});

export const missingScopes = (
  { consents }: TenantState,
  appId: string,
  personId: string,
  scopes: RequestedScopes,
): readonly string[] => missingOf(scopes, consents.scopesOf(appId, personId));
