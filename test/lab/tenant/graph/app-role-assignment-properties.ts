/** The properties of the grant of an application permission. */
import { type PropertyTable, served } from './property.ts';

export const appRoleAssignmentProperties: PropertyTable = [
  served('id', 'Edm.String'),
  served('deletedDateTime', 'Edm.DateTimeOffset'),
  served('appRoleId', 'Edm.Guid'),
  served('createdDateTime', 'Edm.DateTimeOffset'),
  served('principalDisplayName', 'Edm.String'),
  served('principalId', 'Edm.Guid'),
  served('principalType', 'Edm.String'),
  served('resourceDisplayName', 'Edm.String'),
  served('resourceId', 'Edm.Guid'),
];
