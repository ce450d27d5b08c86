/** The properties of the definition of a directory extension. */
import { type PropertyTable, served } from './property.ts';

export const extensionPropertyProperties: PropertyTable = [
  served('id', 'Edm.String'),
  served('deletedDateTime', 'Edm.DateTimeOffset'),
  served('appDisplayName', 'Edm.String'),
  served('dataType', 'Edm.String'),
  served('isMultiValued', 'Edm.Boolean'),
  served('isSyncedFromOnPremises', 'Edm.Boolean'),
  served('name', 'Edm.String'),
  served('targetObjects', 'Collection(Edm.String)'),
];
