/** Microsoft's own sign-in library, pointed at the lab's tenant. */
import {
  type AuthenticationResult,
  type INetworkModule,
  type InteractiveRequest,
  type NetworkRequestOptions,
  PublicClientApplication,
} from '@azure/msal-node';
import { type Agent, request } from 'undici';
import { seed } from '../seed.ts';
import { type Browser, createBrowser, type PageSeen } from './browser-for-tests.ts';
import type { TenantForTests } from './tenant-for-tests.ts';

/** The set-up client, at `organizations` unless told otherwise. */
export function publicClient(
  { tenant, dispatcher }: TenantForTests,
  { tenantName = 'organizations', clientId = seed.setUpClient.appId } = {},
): PublicClientApplication {
  const { host } = new URL(tenant.origin);
  return new PublicClientApplication({
    auth: { clientId, authority: `${tenant.origin}/${tenantName}`, knownAuthorities: [host] },
    system: { networkClient: networkThrough(dispatcher) },
  });
}

export interface Visit {
  readonly browser: Browser;
  readonly page: PageSeen;
}

/** Signs in through the library's own loopback server; `walk` does what the person does, up to the page that posts the code. */
export async function signInInteractively(
  client: PublicClientApplication,
  lab: TenantForTests,
  what: Pick<InteractiveRequest, 'scopes' | 'prompt' | 'loginHint'>,
  walk: (visit: Visit) => Promise<PageSeen>,
  browser = createBrowser(lab.dispatcher),
): Promise<AuthenticationResult> {
  let delivered: Promise<unknown> = Promise.resolve();
  const result = await client.acquireTokenInteractive({
    ...what,
    openBrowser: (url) => {
      // As a person does, while the library waits.
      delivered = (async () => browser.submit(await walk({ browser, page: await browser.open(url) })))();
      delivered.catch(() => undefined);
      return Promise.resolve();
    },
  });
  await delivered;
  return result;
}

/** Picks the account and accepts whatever is asked. */
export const asPerson =
  (personId: string, fields: Readonly<Record<string, string>> = {}) =>
  async ({ browser, page }: Visit): Promise<PageSeen> => {
    const next = await browser.press(page, { name: 'person', value: personId });
    return next.text.includes('value="accept"')
      ? browser.press(next, { name: 'consent', value: 'accept' }, fields)
      : next;
  };

export function networkThrough(dispatcher: Agent): INetworkModule {
  const send = async <Body>(method: 'GET' | 'POST', url: string, options?: NetworkRequestOptions) => {
    const reply = await request(url, {
      method,
      dispatcher,
      headers: options?.headers ?? {},
      body: method === 'POST' ? (options?.body ?? '') : null,
    });
    const headers = Object.fromEntries(Object.entries(reply.headers).map(([name, value]) => [name, String(value)]));
    return { status: reply.statusCode, headers, body: (await reply.body.json()) as Body };
  };
  return {
    sendGetRequestAsync: (url, options) => send('GET', url, options),
    sendPostRequestAsync: (url, options) => send('POST', url, options),
  };
}
