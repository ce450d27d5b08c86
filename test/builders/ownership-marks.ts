/** A tenant with ownership marks, and the marks of this configuration in it. */
import type { TenantUser, TenantUserValues } from '../../agent-core/sync/tenant.ts';
import { objectGuidFor } from './identifiers.ts';
import { configurationId, settings } from './settings.ts';
import { linkedUser } from './tenant-user.ts';

export const tenantWithMarks = { ...settings().tenant, ownershipExtension: 'extension_22222222_bridgeheadOwner' };

export const ownershipMarkFor = (name: string, domain = 'contoso.com'): string =>
  `${configurationId} ${objectGuidFor(domain)} ${objectGuidFor(name)}`;

/** The account that belongs to `directoryUser(name)`, is in step with it and is ours. */
export const markedUser = (name: string, values: TenantUserValues = {}, domain?: string): TenantUser =>
  linkedUser(name, { ownershipMark: ownershipMarkFor(name, domain), ...values });
