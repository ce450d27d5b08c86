/** What Graph shows of the applications that are in every tenant: the agent's own, and Microsoft Graph itself. */
import { seed } from '../seed.ts';
import { graphAppId, graphAppRoles, graphServicePrincipalId } from './graph-app-roles.ts';
import type { ObjectRecord } from './snapshot.ts';

export const seededApplications: readonly ObjectRecord[] = [
  {
    id: seed.application.objectId,
    appId: seed.application.appId,
    displayName: seed.application.displayName,
    createdDateTime: seed.createdDateTime,
    signInAudience: 'AzureADMyOrg',
  },
  {
    id: seed.setUpClient.objectId,
    appId: seed.setUpClient.appId,
    displayName: seed.setUpClient.displayName,
    createdDateTime: seed.createdDateTime,
    // People name no tenant when they sign in to it: at /organizations and /common nothing else is let in.
    signInAudience: 'AzureADMultipleOrgs',
    isFallbackPublicClient: true,
    publicClient: { redirectUris: ['http://localhost'] },
  },
];

export const seededServicePrincipals: readonly ObjectRecord[] = [
  {
    id: seed.application.servicePrincipalId,
    appId: seed.application.appId,
    displayName: seed.application.displayName,
    accountEnabled: true,
    appOwnerOrganizationId: seed.tenantId,
    servicePrincipalType: 'Application',
    signInAudience: 'AzureADMyOrg',
  },
  {
    id: seed.setUpClient.servicePrincipalId,
    appId: seed.setUpClient.appId,
    displayName: seed.setUpClient.displayName,
    accountEnabled: true,
    appOwnerOrganizationId: seed.tenantId,
    servicePrincipalType: 'Application',
    signInAudience: 'AzureADMultipleOrgs',
  },
  {
    id: graphServicePrincipalId,
    appId: graphAppId,
    displayName: 'Microsoft Graph',
    accountEnabled: true,
    /** The tenant in which Microsoft keeps its own applications. */
    appOwnerOrganizationId: 'f8cdef31-a31e-4b4a-93e4-5f571e91255a',
    servicePrincipalType: 'Application',
    signInAudience: 'AzureADMultipleOrgs',
    appRoles: graphAppRoles.map(({ id, value }) => ({
      allowedMemberTypes: ['Application'],
      description: value,
      displayName: value,
      id,
      isEnabled: true,
      origin: 'Application',
      value,
    })),
  },
];
