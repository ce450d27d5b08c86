/**
 * A person signs in on another screen than the application's: it shows them a code, they enter it on a page.
 * learn.microsoft.com/entra/identity-platform/v2-oauth2-device-code
 */
import { jsonReply, type TenantReply, type TenantRequest } from '../http/exchange.ts';
import { findClient } from './clients.ts';
import { deviceCodeLifetimeMs } from './grant-store.ts';
import { askConsent, identify } from './interaction.ts';
import { donePage, refusalPage, userCodePage } from './pages.ts';
import { readScopes } from './scopes.ts';
import type { SignInContext } from './sign-in-door.ts';
import { signInRefusalReply } from './sign-in-refusal.ts';

/** Microsoft says 5; nobody at a rehearsal should wait that long. */
const pollingSeconds = 1;

export function deviceCodeReply(request: TenantRequest, context: SignInContext): TenantReply {
  const form = new URLSearchParams(request.body);
  const client = findClient(context, form.get('client_id'));
  if (!client.ok) return signInRefusalReply(request, client.refusal);
  const { appId, displayName } = client.value.registration;
  const scopes = readScopes(form.get('scope'), request.origin, displayName);
  if (!scopes.ok) return signInRefusalReply(request, scopes.refusal);
  const { deviceCode, userCode } = context.grants.askForDevice(appId, scopes.value, request.receivedAt);
  const address = `${request.origin}/devicelogin`;
  return jsonReply(
    200,
    {
      user_code: userCode,
      device_code: deviceCode,
      verification_uri: address,
      expires_in: deviceCodeLifetimeMs / 1000,
      interval: pollingSeconds,
      message: `To sign in, use a web browser to open the page ${address} and enter the code ${userCode} to authenticate.`,
    },
    { 'cache-control': 'no-store' },
  );
}

/** `/common/oauth2/deviceauth`: the code, then the same questions as in every sign-in. */
export function devicePageReply(request: TenantRequest, context: SignInContext): TenantReply {
  const { state, grants } = context;
  const form = new URLSearchParams(request.method === 'POST' ? request.body : '');
  const userCode = form.get('user_code');
  if (userCode === null) return userCodePage(request.query.get('otc') ?? '', false);
  const waiting = grants.deviceRequestByUserCode(userCode, request.receivedAt);
  if (waiting === undefined) return userCodePage(userCode, true);
  const client = findClient(context, waiting.appId);
  if (!client.ok) return refusalPage(request, client.refusal);

  const hidden = { user_code: waiting.userCode };
  const interaction = { request, state, grants, client: client.value, form, answeredAt: undefined, hidden };
  // A session alone is not enough: whoever was talked into entering a code must see for what.
  const identified = identify(interaction, true);
  if (identified.kind === 'page') return identified.reply;
  const { displayName } = client.value.registration;
  const consented = askConsent(interaction, identified, { scopes: waiting.scopes, asksAgain: false });
  switch (consented.kind) {
    case 'page':
      return consented.reply;
    case 'declined':
      grants.answerDevice(waiting.userCode, { kind: 'declined' });
      return donePage('You have not signed in', `${displayName} has been told so. You can close this window.`);
    case 'grant':
      grants.answerDevice(waiting.userCode, { kind: 'granted', grant: consented.grant });
      return donePage(
        'You have signed in',
        `You have signed in to ${displayName} on your device. You can close this window.`,
        identified.headers,
      );
  }
}
