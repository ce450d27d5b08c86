/** The lab's own tenant as a place for the contract. */
import { seed } from '../../lab/tenant/seed.ts';
import { startTenantForTests } from '../../lab/tenant/testing/tenant-for-tests.ts';
import type { TenantPlace } from './tenant-place.ts';

/** @param permissions what the caller is granted */
export async function openLabTenant(permissions: readonly string[]): Promise<TenantPlace> {
  const lab = await startTenantForTests();
  const authorization = `Bearer ${await lab.tokenWithRoles(permissions)}`;
  return {
    origin: lab.tenant.origin,
    tenantId: seed.tenantId,
    domain: seed.defaultDomain,
    prefix: 'contract-',
    permissions: new Set(permissions),
    graph: (path, ask = {}) => lab.graph(path, { ...ask, headers: { authorization, ...ask.headers } }),
    patienceMs: 0,
    administrativeUnit: null,
    lab,
    close: () => lab.stop(),
  };
}
