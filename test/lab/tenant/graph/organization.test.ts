/** `/organization` answers as the documentation of Microsoft Graph v1.0 says. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { seed } from '../seed.ts';
import { startTenantForTests, type TenantForTests } from '../testing/tenant-for-tests.ts';

let lab: TenantForTests;

beforeAll(async () => {
  lab = await startTenantForTests();
});
afterAll(() => lab.stop());

const verifiedDomains = [
  {
    capabilities: 'Email, OfficeCommunicationsOnline',
    isDefault: true,
    isInitial: false,
    name: 'contoso.test',
    type: 'Managed',
  },
  {
    capabilities: 'Email, OfficeCommunicationsOnline',
    isDefault: false,
    isInitial: true,
    name: 'contoso.onmicrosoft.com',
    type: 'Managed',
  },
];

describe('learn.microsoft.com/graph/api/organization-list', () => {
  test('a tenant has one organization', async () => {
    const reply = await lab.graph('/v1.0/organization');
    expect(reply.status).toBe(200);
    expect(reply.json).toMatchObject({
      '@odata.context': `${lab.tenant.origin}/v1.0/$metadata#organization`,
      value: [{ id: seed.tenantId, displayName: 'Contoso', onPremisesSyncEnabled: null, verifiedDomains }],
    });
  });

  test('with $select exactly what was asked for', async () => {
    const reply = await lab.graph('/v1.0/organization?$select=id,onPremisesSyncEnabled');
    expect(reply.json).toEqual({
      '@odata.context': `${lab.tenant.origin}/v1.0/$metadata#organization(id,onPremisesSyncEnabled)`,
      value: [{ id: seed.tenantId, onPremisesSyncEnabled: null }],
    });
  });
});

describe('learn.microsoft.com/graph/api/organization-get', () => {
  test('by id', async () => {
    const reply = await lab.graph(`/v1.0/organization/${seed.tenantId}?$select=displayName`);
    expect(reply.json).toEqual({
      '@odata.context': `${lab.tenant.origin}/v1.0/$metadata#organization(displayName)/$entity`,
      displayName: 'Contoso',
    });
  });

  test('another organization is not there', async () => {
    const reply = await lab.graph('/v1.0/organization/87d349ed-44d7-43e1-9a83-5f2406dee5bd');
    expect(reply).toMatchObject({ status: 404, json: { error: { code: 'Request_ResourceNotFound' } } });
  });
});
