/** The properties of a service principal that the tenant serves. */
import { filteredAs, type PropertyTable, served, text, texts, writable } from './property.ts';

export const servicePrincipalProperties: PropertyTable = [
  served('id', 'Edm.String', { filters: filteredAs.choice }),
  served('deletedDateTime', 'Edm.DateTimeOffset'),
  writable('accountEnabled', 'Edm.Boolean', { returned: 'by default', filters: filteredAs.choice }),
  texts('alternativeNames', { returned: 'by default' }),
  served('appDisplayName', 'Edm.String'),
  text('appId', {
    returned: 'by default',
    onCreate: 'required',
    onUpdate: 'refused',
    clearable: false,
    filters: filteredAs.choice,
  }),
  served('appOwnerOrganizationId', 'Edm.Guid'),
  writable('appRoleAssignmentRequired', 'Edm.Boolean', { returned: 'by default' }),
  served('appRoles', 'Collection(graph.appRole)'),
  text('description', { returned: 'by default', maxLength: 1024 }),
  served('displayName', 'Edm.String', { filters: filteredAs.text }),
  served('keyCredentials', 'Collection(graph.keyCredential)'),
  text('notes', { returned: 'by default' }),
  served('passwordCredentials', 'Collection(graph.passwordCredential)'),
  served('servicePrincipalNames', 'Collection(Edm.String)'),
  served('servicePrincipalType', 'Edm.String'),
  served('signInAudience', 'Edm.String'),
  texts('tags', { returned: 'by default' }),
];
