/** The properties of an application registration that the tenant serves. */
import { filteredAs, type PropertyTable, served, text, texts, writable } from './property.ts';

export const applicationProperties: PropertyTable = [
  served('id', 'Edm.String', { filters: filteredAs.choice }),
  served('deletedDateTime', 'Edm.DateTimeOffset'),
  served('appId', 'Edm.String', { filters: filteredAs.choice }),
  served('createdDateTime', 'Edm.DateTimeOffset', { filters: filteredAs.time }),
  text('description', { returned: 'by default', maxLength: 1024 }),
  text('displayName', {
    returned: 'by default',
    maxLength: 256,
    onCreate: 'required',
    clearable: false,
    filters: filteredAs.text,
  }),
  texts('identifierUris', { returned: 'by default', filters: ['eq', 'startsWith'] }),
  writable('isFallbackPublicClient', 'Edm.Boolean', { returned: 'by default', clearable: true }),
  writable('keyCredentials', 'Collection(graph.keyCredential)', { returned: 'by default' }),
  text('notes', { returned: 'by default', maxLength: 1024 }),
  served('passwordCredentials', 'Collection(graph.passwordCredential)'),
  writable('publicClient', 'graph.publicClientApplication', { returned: 'by default' }),
  served('publisherDomain', 'Edm.String'),
  writable('requiredResourceAccess', 'Collection(graph.requiredResourceAccess)', { returned: 'by default' }),
  writable('servicePrincipalLockConfiguration', 'graph.servicePrincipalLockConfiguration', { returned: 'by default' }),
  text('signInAudience', {
    returned: 'by default',
    clearable: false,
    form: /^(AzureADMyOrg|AzureADMultipleOrgs|AzureADandPersonalMicrosoftAccount|PersonalMicrosoftAccount)$/,
  }),
  texts('tags', { returned: 'by default' }),
  served('uniqueName', 'Edm.String', { filters: ['eq'] }),
  writable('web', 'graph.webApplication', { returned: 'by default' }),
];
