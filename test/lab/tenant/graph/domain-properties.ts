/** The properties of a domain that the tenant serves. */
import { type PropertyTable, served } from './property.ts';

export const domainProperties: PropertyTable = [
  served('id', 'Edm.String'),
  served('authenticationType', 'Edm.String'),
  served('availabilityStatus', 'Edm.String'),
  served('isAdminManaged', 'Edm.Boolean'),
  served('isDefault', 'Edm.Boolean'),
  served('isInitial', 'Edm.Boolean'),
  served('isRoot', 'Edm.Boolean'),
  served('isVerified', 'Edm.Boolean'),
  served('manufacturer', 'Edm.String'),
  served('model', 'Edm.String'),
  served('passwordNotificationWindowInDays', 'Edm.Int32'),
  served('passwordValidityPeriodInDays', 'Edm.Int32'),
  served('state', 'graph.domainState'),
  served('supportedServices', 'Collection(Edm.String)'),
];
