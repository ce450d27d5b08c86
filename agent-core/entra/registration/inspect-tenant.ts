/** Looks at a tenant with the eyes of the person who signed in, and changes nothing. */
import { z } from 'zod';
import { grantTable } from '../../contract/grant-table.ts';
import type { TenantInspection } from '../../contract/registration-requests.ts';
import { type Result, succeed } from '../../contract/result.ts';
import { readOrganization } from '../read-organization.ts';
import { findApplication } from './find-application.ts';
import { readPerson } from './read-person.ts';
import type { RegistrationGraph } from './registration-graph.ts';
import { agentApplication } from './registration-names.ts';

export async function inspectTenant(session: RegistrationGraph): Promise<Result<TenantInspection>> {
  const person = await readPerson(session);
  if (!person.ok) return person;
  const organization = await readOrganization(session.graph, session.signal);
  if (!organization.ok) return organization;
  const existing = await findApplication(session, agentApplication.uniqueName);
  if (!existing.ok) return existing;
  const hybrid = await findExchangeHybrid(session);
  if (!hybrid.ok) return hybrid;
  const { userPrincipalName, displayName, roles, mayRegister, mayGrant } = person.value;
  const { isSynchronisedElsewhere, ...named } = organization.value;
  return succeed({
    ...named,
    person: { userPrincipalName, displayName, roles },
    mayRegister,
    mayGrant,
    otherSynchronisation: isSynchronisedElsewhere,
    exchangeOnPremises: hybrid.value ? true : null,
    existingRegistration:
      existing.value === null ? null : { clientId: existing.value.appId, displayName: existing.value.displayName },
    grants: grantTable,
  });
}

/**
 * Exchange on premises leaves one trace in a tenant that Graph shows: the application of its hybrid configuration
 * (learn.microsoft.com/exchange/hybrid-deployment/deploy-dedicated-hybrid-app). Without it nothing is known.
 */
async function findExchangeHybrid({ graph, signal }: RegistrationGraph): Promise<Result<boolean>> {
  const filter = encodeURIComponent("startsWith(displayName,'ExchangeServerApp-')");
  const schema = z.object({ value: z.array(z.object({ id: z.string() })) });
  const found = await graph.get(`/applications?$select=id&$filter=${filter}`, schema, signal);
  return found.ok ? succeed(found.value.value.length > 0) : found;
}
