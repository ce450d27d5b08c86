/** Asks the resolver of this machine for SRV records. */

import type { SrvRecord } from 'node:dns';
import { Resolver } from 'node:dns/promises';

const timeoutMs = 3_000;

/** Empty when there is no such record or nobody answers: for a discovery both mean that there is nothing to be found. */
export async function lookUpService(service: string, signal: AbortSignal): Promise<readonly SrvRecord[]> {
  const resolver = new Resolver({ timeout: timeoutMs, tries: 1 });
  const cancel = () => resolver.cancel();
  signal.addEventListener('abort', cancel, { once: true });
  try {
    return signal.aborted ? [] : await resolver.resolveSrv(service);
  } catch {
    return [];
  } finally {
    signal.removeEventListener('abort', cancel);
  }
}
