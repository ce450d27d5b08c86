/** A network behind which the tenant of a prepared folder answers, page by page from the disk, so that it costs whoever asks no memory. */
import { existsSync, readFileSync } from 'node:fs';
import { succeed } from '../../agent-core/contract/result.ts';
import type { Network } from '../../agent-core/entra/network.ts';
import { mapGroupAlways } from '../../agent-core/sync/group-mapping.ts';
import { directoryGroup } from '../builders/directory-group.ts';
import { benchOrganization, benchSettings, domainGuid, everybody, markProperty, pagePath } from './bench-world.ts';

const origin = 'https://graph.contoso.test';

export function pagedTenant(dir: string): Network {
  const group = {
    id: everybody.tenantObjectId,
    uniqueName: everybody.objectGuid,
    ...{ groupTypes: [], mailEnabled: false, mailNickname: 'Everybody' },
    ...mapGroupAlways(directoryGroup('Everybody', [])),
    [markProperty]: `${benchSettings.configurationId} ${domainGuid} ${everybody.objectGuid}`,
  };
  const { tenantId, displayName, verifiedDomains, initialDomain } = benchOrganization;
  const domains = verifiedDomains.map((name) => ({ name, isInitial: name === initialDomain }));
  const whole = (value: readonly unknown[]) => JSON.stringify({ value });
  const pageOf = (list: 'users' | 'members', { pathname, searchParams }: URL) => {
    const page = Number(searchParams.get('page') ?? 0);
    const next = `${origin}${pathname}?page=${page + 1}`;
    const link = existsSync(pagePath(dir, list, page + 1)) ? `"@odata.nextLink":"${next}",` : '';
    return `{${link}"value":${readFileSync(pagePath(dir, list, page), 'utf8')}}`;
  };
  /** Everything is told page by page, and after that nothing has changed. */
  const deltaOf = (url: URL, list: 'users' | 'members', entryOf: (page: string) => string) => {
    const last = `"@odata.deltaLink":"${origin}${url.pathname}?token=1"`;
    if (url.searchParams.has('token')) return `{${last},"value":[]}`;
    const page = Number(url.searchParams.get('page') ?? 0);
    const hasNext = existsSync(pagePath(dir, list, page + 1));
    const link = hasNext ? `"@odata.nextLink":"${origin}${url.pathname}?page=${page + 1}"` : last;
    return `{${link},"value":${entryOf(readFileSync(pagePath(dir, list, page), 'utf8'))}}`;
  };
  const groupWith = (members: string) => `[${JSON.stringify(group).slice(0, -1)},"members@delta":${members}}]`;
  const bodyOf = (url: URL): string => {
    const path = url.pathname.replace('/v1.0', '');
    if (path === '/users/delta') return deltaOf(url, 'users', (page) => page);
    if (path === '/groups/delta') return deltaOf(url, 'members', groupWith);
    if (path === '/users') return pageOf('users', url);
    if (path.endsWith('/members')) return pageOf('members', url);
    if (path === '/groups') return whole(url.searchParams.has('$filter') ? [] : [group]);
    if (path === '/organization') return whole([{ id: tenantId, displayName, verifiedDomains: domains }]);
    // Nobody was deleted, and nobody has a role.
    return whole([]);
  };
  return {
    send: async ({ method, url }) => {
      if (method !== 'GET') throw new Error(`nobody expected ${method} ${url}`);
      return succeed({ status: 200, headers: {}, body: bodyOf(new URL(url)) });
    },
  };
}
