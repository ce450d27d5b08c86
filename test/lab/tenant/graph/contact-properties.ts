/** The one table of everything the tenant knows about an organizational contact's properties; none can be written. */
import { filteredAs, type PropertyTable, served } from './property.ts';

export const contactProperties: PropertyTable = [
  served('id', 'Edm.String', { filters: filteredAs.choice }),
  served('deletedDateTime', 'Edm.DateTimeOffset'),
  served('addresses', 'Collection(graph.physicalOfficeAddress)'),
  served('companyName', 'Edm.String', { filters: filteredAs.text }),
  served('department', 'Edm.String', { filters: filteredAs.text }),
  served('displayName', 'Edm.String', { filters: filteredAs.text }),
  served('givenName', 'Edm.String', { filters: filteredAs.text }),
  served('jobTitle', 'Edm.String', { filters: filteredAs.text }),
  served('mail', 'Edm.String', { filters: filteredAs.text }),
  served('mailNickname', 'Edm.String', { filters: filteredAs.text }),
  served('onPremisesLastSyncDateTime', 'Edm.DateTimeOffset', { filters: filteredAs.time }),
  served('onPremisesProvisioningErrors', 'Collection(graph.onPremisesProvisioningError)'),
  served('onPremisesSyncEnabled', 'Edm.Boolean', { filters: filteredAs.choice }),
  served('phones', 'Collection(graph.phone)'),
  served('proxyAddresses', 'Collection(Edm.String)', { filters: ['eq', 'startsWith'] }),
  served('serviceProvisioningErrors', 'Collection(graph.serviceProvisioningError)'),
  served('surname', 'Edm.String', { filters: filteredAs.text }),
];
