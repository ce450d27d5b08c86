/** Remembers in a person's browser who signed in there, so that the next application need not ask. */
import type { TenantRequest } from '../http/exchange.ts';
import type { GrantStore } from './grant-store.ts';

const cookieName = 'lab_session';
const attributes = 'Path=/; HttpOnly; Secure; SameSite=None';

export function sessionCookie(request: TenantRequest): string | undefined {
  const cookies = (request.headers.cookie ?? '').split(/; */);
  return cookies.find((cookie) => cookie.startsWith(`${cookieName}=`))?.slice(cookieName.length + 1);
}

/** The id of whoever is signed in; undefined when nobody is. */
export function signedInPerson(request: TenantRequest, grants: GrantStore): string | undefined {
  return grants.sessionOf(sessionCookie(request) ?? '');
}

export const openedSession = (grants: GrantStore, personId: string): Readonly<Record<string, string>> => ({
  'set-cookie': `${cookieName}=${grants.openSession(personId)}; ${attributes}`,
});

export const closedSession: Readonly<Record<string, string>> = {
  'set-cookie': `${cookieName}=; ${attributes}; Max-Age=0`,
};
