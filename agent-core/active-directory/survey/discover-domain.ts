/** Finds the domain this machine belongs to, with no credentials: what the machine is configured for, proved by the domain's own SRV records. */
import type { SrvRecord } from 'node:dns';
import type { DirectoryDiscovery } from '../../contract/directory-requests.ts';

export interface DiscoveryParts {
  /** Names that the configuration of the machine mentions, the most telling first. */
  readonly candidates: () => Promise<readonly string[]>;
  /** Empty when there is no such record or nobody answers. */
  readonly lookUp: (service: string, signal: AbortSignal) => Promise<readonly SrvRecord[]>;
}

const nothingFound: DirectoryDiscovery = { domain: null, forest: null, controllers: [] };

export async function discoverDomain(parts: DiscoveryParts, signal: AbortSignal): Promise<DirectoryDiscovery> {
  for (const domain of new Set(await parts.candidates())) {
    const found = await parts.lookUp(`_ldap._tcp.dc._msdcs.${domain}`, signal);
    if (found.length === 0) continue;
    const controllers = found.toSorted(preferredFirst).map(({ name }) => ({ host: name.toLowerCase(), site: null }));
    return { domain, forest: await findForest(domain, parts, signal), controllers };
  }
  return nothingFound;
}

/** Lower priorities first, then higher weights (RFC 2782). */
const preferredFirst = (one: SrvRecord, other: SrvRecord): number =>
  one.priority - other.priority || other.weight - one.weight || one.name.localeCompare(other.name);

/** Global catalogs are announced under the name of the forest alone, which is the domain's own or one above it in most forests. */
async function findForest(domain: string, { lookUp }: DiscoveryParts, signal: AbortSignal): Promise<string | null> {
  const labels = domain.split('.');
  const names = labels.slice(0, -1).map((_label, index) => labels.slice(index).join('.'));
  for (const name of names) if ((await lookUp(`_gc._tcp.${name}`, signal)).length > 0) return name;
  return null;
}
