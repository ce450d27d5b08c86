/** What the programs that measure whole runs agree on: one domain, one group of everybody, and a tenant in pages. */
import { join } from 'node:path';
import { type Settings, settingsSchema } from '../../agent-core/contract/settings.ts';
import type { MapContext } from '../../agent-core/sync/map.ts';
import { guidBytesFor, objectGuidFor, tenantIdFor } from '../builders/identifiers.ts';
import { organization } from '../builders/organization.ts';
import { configurationId, smallestDomain, smallestSettings } from '../builders/settings.ts';
import { contosoDomain } from '../lab/directory/domain.ts';

export const domain = contosoDomain.dnsName;
export const domainGuid = objectGuidFor(domain);
export const markProperty = 'extension_1234abcd_ownership';

export const benchSettings: Settings = settingsSchema.parse({
  ...smallestSettings,
  configurationId,
  tenant: { ...smallestSettings.tenant, ownershipExtension: markProperty },
  domains: [{ ...smallestDomain, name: domain }],
});

export const benchOrganization = organization({ verifiedDomains: [domain, 'contoso.onmicrosoft.com'] });

export const benchMapContext: MapContext = {
  organization: benchOrganization,
  newUsers: benchSettings.newUsers,
  matching: benchSettings.matching,
  links: new Map(),
  ownership: { configurationId: benchSettings.configurationId, domainGuids: new Map([[domain, domainGuid]]) },
};

export const everybody = {
  objectGuid: objectGuidFor('Everybody'),
  anchor: guidBytesFor('Everybody').toString('base64'),
  tenantObjectId: tenantIdFor('Everybody'),
} as const;

/** As many as Graph gives at once. */
export const pageSize = 999;
export const pagePath = (dir: string, list: 'users' | 'members', page: number) => join(dir, `${list}-${page}.json`);
