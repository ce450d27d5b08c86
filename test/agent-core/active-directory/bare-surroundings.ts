/** What a connection to a domain needs of the machine, on a machine that trusts nobody and knows its own name servers alone. */
import { createSecureContext } from 'node:tls';
import type { Surroundings } from '../../../agent-core/active-directory/domain-connection.ts';
import { createControllerMemory } from '../../../agent-core/active-directory/locator/controller-memory.ts';
import { createDnsResolver } from '../../../agent-core/active-directory/locator/dns-resolver.ts';
import { pingController } from '../../../agent-core/active-directory/locator/ping-controller.ts';
import { createGssapiProvider } from '../../../agent-core/active-directory/security-provider/gssapi-provider.ts';

/** @param nameServers `address:port` each; without them the machine's own */
export function bareSurroundings(nameServers: readonly string[] = []): Surroundings {
  return {
    trust: (own) => createSecureContext({ ca: own ?? [] }),
    provider: createGssapiProvider(),
    network: { resolver: createDnsResolver(nameServers), ping: pingController, random: () => 0 },
    memory: createControllerMemory({ now: () => new Date().toISOString(), monotonicMs: () => performance.now() }),
  };
}
