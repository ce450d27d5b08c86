/** The properties of an activated directory role. */
import { type PropertyTable, served } from './property.ts';

export const directoryRoleProperties: PropertyTable = [
  served('id', 'Edm.String', { filters: ['eq'] }),
  served('deletedDateTime', 'Edm.DateTimeOffset'),
  served('description', 'Edm.String'),
  served('displayName', 'Edm.String'),
  served('roleTemplateId', 'Edm.String', { filters: ['eq'] }),
];
