/** Both sides as the programs that measure whole runs see them: the directory is what is remembered of it, the tenant answers from pages. */
import { succeed } from '../../agent-core/contract/result.ts';
import { createGraph } from '../../agent-core/entra/graph.ts';
import { createGraphTenant } from '../../agent-core/entra/graph-tenant.ts';
import { systemClock } from '../../agent-core/service/system-clock.ts';
import { systemTimer } from '../../agent-core/service/system-timer.ts';
import type { DirectoryMemory } from '../../agent-core/sync/directory-memory.ts';
import type { DirectorySource } from '../../agent-core/sync/directory-source.ts';
import { fakeTokens } from '../builders/fake-network.ts';
import { benchSettings, domain, domainGuid } from './bench-world.ts';
import { pagedTenant } from './paged-tenant.ts';

/** Is always up to date. */
export function rememberedDirectory(memory: DirectoryMemory): DirectorySource {
  const remembered = memory.read(domain);
  return {
    domain,
    readDomainGuid: async () => succeed(domainGuid),
    bringUpToDate: async () => succeed({ fullRead: null, doubt: null }),
    readUsers: async () => ({ objects: remembered.users() ?? [], problem: null }),
    readGroups: async () => ({ objects: remembered.groups() ?? [], problem: null }),
    readContacts: async () => ({ objects: remembered.contacts() ?? [], problem: null }),
    readUnits: async () => ({ objects: [], problem: null }),
    lookUp: () => Promise.reject(new Error('nobody is missing')),
  };
}

/** @param dir of a prepared folder */
export function tenantIn(dir: string) {
  const graph = createGraph({
    origin: 'https://graph.contoso.test',
    network: pagedTenant(dir),
    tokens: fakeTokens(),
    ...{ retryForMs: 60_000, clock: systemClock, timer: systemTimer, pace: null },
  });
  return createGraphTenant(graph, { ...benchSettings.newUsers, ...benchSettings.tenant });
}
