/** `/{tenant}/oauth2/v2.0/logout`: the browser forgets who signed in. learn.microsoft.com/entra/identity-platform/v2-protocols-oidc */
import type { TenantReply, TenantRequest } from '../http/exchange.ts';
import { closedSession, sessionCookie } from './browser-session.ts';
import { findClient, mayBeAnsweredAt } from './clients.ts';
import { donePage } from './pages.ts';
import type { SignInContext } from './sign-in-door.ts';

export function logOutReply(request: TenantRequest, context: SignInContext): TenantReply {
  const { grants, state } = context;
  grants.closeSession(sessionCookie(request) ?? '');
  const address = request.query.get('post_logout_redirect_uri') ?? '';
  const isRegistered = state.applications.all().some(({ appId }) => {
    const client = findClient(context, appId);
    return client.ok && mayBeAnsweredAt(client.value, address);
  });
  if (!isRegistered) return donePage('You have signed out', 'You can close this window.', closedSession);
  const location = new URL(address);
  const carried = request.query.get('state');
  if (carried !== null) location.searchParams.set('state', carried);
  return { status: 302, headers: { location: location.href, 'cache-control': 'no-store', ...closedSession }, body: '' };
}
