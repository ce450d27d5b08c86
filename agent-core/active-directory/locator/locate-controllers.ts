/**
 * Finds the controllers of a domain the way members of a domain do ([MS-ADTS] 6.3.6): SRV records name them, a ping over UDP tells
 * which are there, which may be used and which site is ours, and further SRV records name the controllers of that site.
 *
 *     _ldap._tcp.dc._msdcs.DOMAIN ──> some controllers ──ping──> our site
 *                                                                   │
 *     near ones first  <──ping──  _ldap._tcp.SITE._sites.dc._msdcs.DOMAIN
 *
 * A controller that does not answer the ping comes last instead of not at all: firewalls often let only TCP through.
 */
import { problem } from '../../contract/problem.ts';
import { fail, type Result, succeed } from '../../contract/result.ts';
import type { NameResolver, ServiceRecord } from './name-resolver.ts';
import { orderServices } from './order-services.ts';
import type { PingAnswer } from './ping-answer.ts';
import type { PingController } from './ping-controller.ts';

export interface Network {
  readonly resolver: NameResolver;
  readonly ping: PingController;
  /** From 0 up to, not including, 1: spreads the agents of a company over its controllers. */
  readonly random: () => number;
}

export interface LocatedController {
  readonly host: string;
  readonly address: string;
  /** Null when it did not say. */
  readonly site: string | null;
}

/** A domain may have hundreds of controllers; so many are asked of each list. */
const mostAsked = 8;

/**
 * Best first, never empty. Problems: directory.no-controller, directory.only-read-only, run.cancelled.
 */
export async function locateControllers(
  domainName: string,
  network: Network,
  signal: AbortSignal,
): Promise<Result<readonly LocatedController[]>> {
  const { resolver, random } = network;
  const name = `_ldap._tcp.dc._msdcs.${domainName}`;
  const everywhere = await resolver.findServices(name, signal);
  if (!everywhere.ok) return everywhere;
  if (everywhere.value.length === 0) return fail(problem('directory.no-controller', `${name} has no SRV record`));
  const some = await askAll(orderServices(everywhere.value, random), domainName, network, signal);
  const site = some.map(({ answer }) => answer?.clientSite ?? '').find((found) => found !== '');
  const near = site === undefined ? [] : await findNear(site, domainName, network, signal);
  if (signal.aborted) return fail(problem('run.cancelled', `while looking for ${domainName}`));
  const nearHosts = new Set(near.map(({ host }) => host));
  const asked = [...near, ...some.filter(({ host }) => !nearHosts.has(host))];
  return choose(asked, domainName, (host) => nearHosts.has(host));
}

interface Asked {
  readonly host: string;
  readonly address: string;
  readonly answer: PingAnswer | null;
}

async function findNear(
  site: string,
  domainName: string,
  network: Network,
  signal: AbortSignal,
): Promise<readonly Asked[]> {
  const found = await network.resolver.findServices(`_ldap._tcp.${site}._sites.dc._msdcs.${domainName}`, signal);
  // Without the list of the site there is still the list of the domain.
  return found.ok ? await askAll(orderServices(found.value, network.random), domainName, network, signal) : [];
}

/** A host without an address is left out. */
async function askAll(
  services: readonly ServiceRecord[],
  domainName: string,
  { resolver, ping }: Network,
  signal: AbortSignal,
): Promise<readonly Asked[]> {
  const asked = services.slice(0, mostAsked).map(async ({ host }) => {
    const [address] = await resolver.findAddresses(host, signal);
    return address === undefined ? [] : [{ host, address, answer: await ping(address, domainName, signal) }];
  });
  return (await Promise.all(asked)).flat();
}

/** A read-only controller and one that holds another domain are left out, by their own word. */
function choose(
  asked: readonly Asked[],
  domainName: string,
  isNear: (host: string) => boolean,
): Result<readonly LocatedController[]> {
  const usable = asked.filter(
    ({ answer }) =>
      answer === null || (answer.isWritable && answer.domainName.toLowerCase() === domainName.toLowerCase()),
  );
  if (usable.length === 0) return fail(problemOfUnusable(asked, domainName));
  const rank = ({ host, answer }: Asked) => (answer === null ? 2 : isNear(host) ? 0 : 1);
  return succeed(
    usable
      .toSorted((left, right) => rank(left) - rank(right))
      .map(({ host, address, answer }) => ({ host, address, site: answer?.site ?? null })),
  );
}

function problemOfUnusable(asked: readonly Asked[], domainName: string) {
  const hosts = (controllers: readonly Asked[]) => controllers.map(({ host }) => host).join(', ');
  const readOnly = asked.filter(({ answer }) => answer?.isWritable === false);
  if (readOnly.length > 0) return problem('directory.only-read-only', `${domainName}: ${hosts(readOnly)}`);
  if (asked.length === 0)
    return problem('directory.no-controller', `no controller of ${domainName} in DNS has an address`);
  return problem('directory.no-controller', `these hold another domain than ${domainName}: ${hosts(asked)}`);
}
