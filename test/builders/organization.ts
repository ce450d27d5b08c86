/** The tenant of the tests: contoso.com is verified, contoso.onmicrosoft.com is the domain it was born with. */
import type { Organization } from '../../agent-core/sync/tenant.ts';

export function organization(changes: Partial<Organization> = {}): Organization {
  return {
    tenantId: '11111111-1111-4111-8111-111111111111',
    displayName: 'Contoso',
    verifiedDomains: ['contoso.com', 'fabrikam.com', 'contoso.onmicrosoft.com'],
    initialDomain: 'contoso.onmicrosoft.com',
    isSynchronisedElsewhere: false,
    ...changes,
  };
}
