/** The applications that people sign in to: where they may be answered, and whether they must prove who they are. */
import { z } from 'zod';
import { graphAppRoles } from '../state/graph-app-roles.ts';
import type { Application, ObjectRecord } from '../state/snapshot.ts';
import type { SignInContext } from './sign-in-door.ts';
import { type SignInResult, signInRefusals } from './sign-in-refusal.ts';

export interface Client {
  readonly registration: Application;
  readonly publicRedirectUris: readonly string[];
  readonly webRedirectUris: readonly string[];
  /** Whether it may sign in without a redirect address and without a credential. */
  readonly isFallbackPublicClient: boolean;
  /** Application permissions of Graph that its registration asks for, by their names. */
  readonly requestedRoles: readonly string[];
}

export function findClient(
  { state, isSharedTenant }: Pick<SignInContext, 'state' | 'isSharedTenant'>,
  clientId: string | null,
): SignInResult<Client> {
  if (clientId === null || clientId === '') return { ok: false, refusal: signInRefusals.parameterMissing('client_id') };
  const registration = state.applications.registration(clientId);
  const shown = state.directory.sets.application.findBy('appId', clientId.toLowerCase());
  if (registration === undefined || shown === undefined) {
    return { ok: false, refusal: signInRefusals.applicationNotFound(clientId, state.organization().displayName) };
  }
  if (isSharedTenant && shown.signInAudience === 'AzureADMyOrg') {
    return { ok: false, refusal: signInRefusals.notForEveryTenant(registration.appId, registration.displayName) };
  }
  return {
    ok: true,
    value: {
      registration,
      publicRedirectUris: redirectUrisOf(shown, 'publicClient'),
      webRedirectUris: redirectUrisOf(shown, 'web'),
      isFallbackPublicClient: shown.isFallbackPublicClient === true,
      requestedRoles: requestedRolesOf(shown),
    },
  };
}

export const mayBeAnsweredAt = (client: Client, address: string): boolean =>
  isPublicAddress(client, address) || client.webRedirectUris.includes(address);

/** Whoever is answered here is a program on somebody's computer, which can keep no secret. */
export const isPublicAddress = ({ publicRedirectUris }: Client, address: string): boolean =>
  publicRedirectUris.some((registered) => withoutLoopbackPort(registered) === withoutLoopbackPort(address));

/** On this computer any port will do: a program takes the one that is free. */
function withoutLoopbackPort(address: string): string {
  if (!URL.canParse(address)) return address;
  const url = new URL(address);
  if (url.protocol === 'http:' && ['localhost', '127.0.0.1'].includes(url.hostname)) url.port = '';
  return url.href;
}

const redirectsSchema = z.object({ redirectUris: z.array(z.string()) });

function redirectUrisOf(shown: ObjectRecord, kind: 'publicClient' | 'web'): readonly string[] {
  return redirectsSchema.safeParse(shown[kind]).data?.redirectUris ?? [];
}

const accessSchema = z.array(z.object({ resourceAccess: z.array(z.object({ id: z.string(), type: z.string() })) }));

function requestedRolesOf(shown: ObjectRecord): readonly string[] {
  const wanted = (accessSchema.safeParse(shown.requiredResourceAccess).data ?? [])
    .flatMap(({ resourceAccess }) => resourceAccess)
    .filter(({ type }) => type === 'Role')
    .map(({ id }) => id.toLowerCase());
  return graphAppRoles.filter(({ id }) => wanted.includes(id)).map(({ value }) => value);
}
