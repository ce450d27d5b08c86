/** Signs a person in with a device code: the code is entered in any browser, on any machine. Keeps nothing but the access token. */
import { AuthError, type INetworkModule, type NetworkRequestOptions, PublicClientApplication } from '@azure/msal-node';
import { Agent, type Dispatcher, ProxyAgent, request } from 'undici';
import { problem } from '../../contract/problem.ts';
import type { TenantDraft } from '../../contract/registration-requests.ts';
import { fail, type Result, succeed } from '../../contract/result.ts';
import { Secret } from '../../contract/secret.ts';

export interface DeviceCodeSignIn {
  readonly tenant: TenantDraft;
  /** PEM; trusted besides what the draft names. */
  readonly authorities: readonly string[];
  /** Application that people sign in with; the project owns none. */
  readonly clientId: string;
  /** Id or domain of the tenant; `organizations` takes the person's own. */
  readonly tenantName: string;
  readonly showCode: (message: string) => void;
}

/** What a registration does in the name of the person; no refresh token is asked for (rule R33). */
const permissions = [
  'User.Read',
  'Organization.Read.All',
  'Application.ReadWrite.All',
  'AppRoleAssignment.ReadWrite.All',
  'RoleManagement.Read.Directory',
];

export async function signInWithDeviceCode(signIn: DeviceCodeSignIn, signal: AbortSignal): Promise<Result<Secret>> {
  const { tenant, clientId, tenantName, showCode } = signIn;
  const where = tenant.authority;
  const waiting = { cancel: false };
  signal.addEventListener('abort', () => {
    waiting.cancel = true;
  });
  try {
    const application = new PublicClientApplication({
      auth: { clientId, authority: `${where}/${tenantName}`, knownAuthorities: [new URL(where).host] },
      system: { networkClient: networkThrough(dispatcherFor(signIn)) },
    });
    const scopes = permissions.map((permission) => `${tenant.graph}/${permission}`);
    const request = { scopes, deviceCodeCallback: ({ message }: { message: string }) => showCode(message) };
    const signedIn = await application.acquireTokenByDeviceCode(Object.assign(waiting, request));
    return signedIn?.accessToken
      ? succeed(new Secret(signedIn.accessToken))
      : fail(problem('registration.not-signed-in', `${where}: no token`));
  } catch (error) {
    // Messages of the library may quote what was sent; its codes do not.
    const code = error instanceof AuthError ? error.errorCode : error instanceof Error ? error.name : 'unknown';
    return fail(problem('registration.not-signed-in', `${where}: ${code}`));
  }
}

function dispatcherFor({ tenant, authorities }: DeviceCodeSignIn): Dispatcher {
  const own = tenant.certificateAuthorities === null ? [] : [tenant.certificateAuthorities];
  const tls = { ca: [...authorities, ...own], minVersion: 'TLSv1.2' as const };
  return tenant.proxy === null
    ? new Agent({ connect: tls })
    : new ProxyAgent({ uri: tenant.proxy, requestTls: tls, proxyTls: tls, proxyTunnel: true });
}

function networkThrough(dispatcher: Dispatcher): INetworkModule {
  const send = async <Body>(method: 'GET' | 'POST', url: string, options?: NetworkRequestOptions) => {
    const body = method === 'POST' ? (options?.body ?? '') : null;
    const reply = await request(url, { method, dispatcher, headers: options?.headers ?? {}, body });
    const headers = Object.fromEntries(Object.entries(reply.headers).map(([name, value]) => [name, String(value)]));
    return { status: reply.statusCode, headers, body: (await reply.body.json()) as Body };
  };
  return {
    sendGetRequestAsync: (url, options) => send('GET', url, options),
    sendPostRequestAsync: (url, options) => send('POST', url, options),
  };
}
