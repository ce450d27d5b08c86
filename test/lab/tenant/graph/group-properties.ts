/** The one table of everything the tenant knows about a group's properties. */
import { filteredAs, type PropertyTable, readOnly, served, text, writable } from './property.ts';

export const groupProperties: PropertyTable = [
  served('id', 'Edm.String', { filters: filteredAs.choice }),
  served('deletedDateTime', 'Edm.DateTimeOffset'),
  text('classification', { returned: 'by default', filters: filteredAs.text }),
  served('createdDateTime', 'Edm.DateTimeOffset', { filters: filteredAs.time }),
  text('description', { returned: 'by default', maxLength: 1024, filters: filteredAs.text }),
  text('displayName', {
    returned: 'by default',
    maxLength: 256,
    onCreate: 'required',
    clearable: false,
    filters: filteredAs.text,
  }),
  served('expirationDateTime', 'Edm.DateTimeOffset', { filters: filteredAs.time }),
  writable('groupTypes', 'Collection(Edm.String)', {
    returned: 'by default',
    maxValues: 2,
    form: /^(Unified|DynamicMembership)$/,
    filters: ['eq'],
  }),
  writable('isAssignableToRole', 'Edm.Boolean', {
    returned: 'by default',
    onUpdate: 'refused',
    filters: filteredAs.choice,
  }),
  served('mail', 'Edm.String', { filters: filteredAs.address }),
  writable('mailEnabled', 'Edm.Boolean', {
    returned: 'by default',
    onCreate: 'required',
    filters: filteredAs.choice,
  }),
  /** ASCII without `@ ( ) \ [ ] " ; : < > ,` and blanks. */
  text('mailNickname', {
    returned: 'by default',
    maxLength: 64,
    onCreate: 'required',
    clearable: false,
    form: /^[\x21\x23-\x27\x2a\x2b\x2d-\x39\x3d\x3f\x41-\x5a\x5e-\x7e]+$/,
    filters: filteredAs.text,
  }),
  text('membershipRule', { returned: 'by default', maxLength: 3072, filters: filteredAs.text }),
  text('membershipRuleProcessingState', {
    returned: 'by default',
    form: /^(On|Paused)$/,
    filters: filteredAs.choice,
  }),
  readOnly('onPremisesDomainName', 'Edm.String'),
  readOnly('onPremisesExtensionAttributes', 'graph.onPremisesExtensionAttributes', {
    members: Array.from({ length: 15 }, (_, index) => ({ name: `extensionAttribute${index + 1}`, maxLength: 1024 })),
  }),
  served('onPremisesLastSyncDateTime', 'Edm.DateTimeOffset', { filters: filteredAs.time }),
  readOnly('onPremisesNetBiosName', 'Edm.String'),
  readOnly('onPremisesProvisioningErrors', 'Collection(graph.onPremisesProvisioningError)'),
  readOnly('onPremisesSamAccountName', 'Edm.String', { filters: filteredAs.text }),
  served('onPremisesSecurityIdentifier', 'Edm.String', { filters: ['eq'] }),
  served('onPremisesSyncEnabled', 'Edm.Boolean', { filters: filteredAs.choice }),
  text('preferredDataLocation', { returned: 'by default' }),
  text('preferredLanguage', { returned: 'by default' }),
  served('proxyAddresses', 'Collection(Edm.String)', { filters: ['eq', 'startsWith', 'endsWith'] }),
  served('renewedDateTime', 'Edm.DateTimeOffset', { filters: filteredAs.time }),
  served('resourceBehaviorOptions', 'Collection(Edm.String)'),
  served('resourceProvisioningOptions', 'Collection(Edm.String)'),
  writable('securityEnabled', 'Edm.Boolean', {
    returned: 'by default',
    onCreate: 'required',
    filters: filteredAs.choice,
  }),
  served('securityIdentifier', 'Edm.String', { filters: ['eq'] }),
  text('theme', { returned: 'by default', form: /^(Teal|Purple|Green|Blue|Pink|Orange|Red)$/ }),
  /** Set by the address of an upsert and never changed. */
  served('uniqueName', 'Edm.String', { filters: ['eq'] }),
  text('visibility', {
    returned: 'by default',
    clearable: false,
    form: /^(Public|Private|HiddenMembership)$/,
  }),
  readOnly('assignedLicenses', 'Collection(graph.assignedLicense)'),
  readOnly('hasMembersWithLicenseErrors', 'Edm.Boolean'),
  readOnly('isManagementRestricted', 'Edm.Boolean'),
  readOnly('licenseProcessingState', 'graph.licenseProcessingState'),
];
