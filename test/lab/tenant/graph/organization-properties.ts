/** The properties of the organization that the tenant serves; Graph clients cannot write any of them here. */
import { type PropertyTable, served } from './property.ts';

export const organizationProperties: PropertyTable = [
  served('id', 'Edm.String'),
  served('deletedDateTime', 'Edm.DateTimeOffset'),
  served('businessPhones', 'Collection(Edm.String)'),
  served('city', 'Edm.String'),
  served('country', 'Edm.String'),
  served('countryLetterCode', 'Edm.String'),
  served('createdDateTime', 'Edm.DateTimeOffset'),
  served('displayName', 'Edm.String'),
  served('marketingNotificationEmails', 'Collection(Edm.String)'),
  served('onPremisesLastSyncDateTime', 'Edm.DateTimeOffset'),
  served('onPremisesSyncEnabled', 'Edm.Boolean'),
  served('postalCode', 'Edm.String'),
  served('preferredLanguage', 'Edm.String'),
  served('securityComplianceNotificationMails', 'Collection(Edm.String)'),
  served('securityComplianceNotificationPhones', 'Collection(Edm.String)'),
  served('state', 'Edm.String'),
  served('street', 'Edm.String'),
  served('technicalNotificationMails', 'Collection(Edm.String)'),
  served('verifiedDomains', 'Collection(graph.verifiedDomain)'),
];
