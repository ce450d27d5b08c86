/** MSAL's way out: Chromium's network, so that the system's proxy, its trusted authorities and the draft's own ones all count. */
import { randomUUID } from 'node:crypto';
import type { INetworkModule, NetworkRequestOptions, NetworkResponse } from '@azure/msal-node';
import { session } from 'electron';
import type { TenantDraft } from '../contract/bridge.ts';
import { isIssuedBy } from './is-issued-by.ts';
import { NoConnection } from './sign-in-problems.ts';

const answerTimeoutMs = 30_000;

/** Chromium's own words for "accept" and "do as you would have done". */
const accept = 0;
const asUsual = -3;

export async function chromiumNetwork(tenant: TenantDraft): Promise<INetworkModule> {
  // A session of its own, in memory: what the page's session refuses stays refused there.
  const network = session.fromPartition(`sign-in ${randomUUID()}`, { cache: false });
  if (tenant.proxy !== null) await network.setProxy({ proxyRules: tenant.proxy });
  const { certificateAuthorities } = tenant;
  if (certificateAuthorities !== null) {
    network.setCertificateVerifyProc(({ hostname, certificate, errorCode }, answer) => {
      const isTrusted = errorCode === 0 || isIssuedBy(certificateAuthorities, certificate, hostname, new Date());
      answer(isTrusted ? accept : asUsual);
    });
  }

  const send = async <Body>(url: string, init: RequestInit): Promise<NetworkResponse<Body>> => {
    const reply = await network
      .fetch(url, { ...init, credentials: 'omit', signal: AbortSignal.timeout(answerTimeoutMs) })
      .catch((cause: unknown) => {
        throw new NoConnection(cause);
      });
    // An answer that is no JSON has to throw: an empty object would count as a token that is empty.
    const body: Body = JSON.parse(await reply.text());
    return { headers: Object.fromEntries(reply.headers), body, status: reply.status };
  };
  return {
    sendGetRequestAsync: (url: string, options?: NetworkRequestOptions) =>
      send(url, { headers: options?.headers ?? {} }),
    sendPostRequestAsync: (url: string, options?: NetworkRequestOptions) =>
      send(url, { method: 'POST', headers: options?.headers ?? {}, body: options?.body ?? '' }),
  };
}
