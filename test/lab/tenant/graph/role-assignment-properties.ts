/** The properties of the assignment of a directory role. */
import { type PropertyTable, served } from './property.ts';

export const roleAssignmentProperties: PropertyTable = [
  served('id', 'Edm.String'),
  served('appScopeId', 'Edm.String'),
  served('condition', 'Edm.String'),
  served('directoryScopeId', 'Edm.String'),
  served('principalId', 'Edm.String', { filters: ['eq'] }),
  served('principalOrganizationId', 'Edm.String'),
  served('roleDefinitionId', 'Edm.String', { filters: ['eq'] }),
];
