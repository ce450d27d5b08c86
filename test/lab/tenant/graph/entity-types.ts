/** Every type of directory object that the tenant serves. */
import type { ObjectKind } from '../state/snapshot.ts';
import { applicationProperties } from './application-properties.ts';
import { contactProperties } from './contact-properties.ts';
import { directoryRoleProperties } from './directory-role-properties.ts';
import type { EntityType } from './entity-type.ts';
import { groupProperties } from './group-properties.ts';
import { servicePrincipalProperties } from './service-principal-properties.ts';
import { userProperties } from './user-properties.ts';

const none: ReadonlySet<string> = new Set();

export const entityTypes: Readonly<Record<ObjectKind, EntityType>> = {
  user: {
    kind: 'user',
    set: 'users',
    resource: 'User',
    odataType: '#microsoft.graph.user',
    table: userProperties,
    searchable: new Set([
      'displayName',
      'givenName',
      'surname',
      'mail',
      'mobilePhone',
      'otherMails',
      'userPrincipalName',
    ]),
    sortable: new Set(['displayName', 'userPrincipalName']),
    relations: new Set(['manager', 'directReports', 'memberOf']),
  },
  group: {
    kind: 'group',
    set: 'groups',
    resource: 'Group',
    odataType: '#microsoft.graph.group',
    table: groupProperties,
    searchable: new Set(['displayName', 'description']),
    sortable: new Set(['displayName']),
    relations: new Set(['members', 'owners', 'memberOf']),
  },
  contact: {
    kind: 'contact',
    set: 'contacts',
    resource: 'OrgContact',
    odataType: '#microsoft.graph.orgContact',
    table: contactProperties,
    searchable: new Set(['displayName', 'mail']),
    sortable: new Set(['displayName']),
    relations: new Set(['memberOf']),
  },
  application: {
    kind: 'application',
    set: 'applications',
    resource: 'Application',
    odataType: '#microsoft.graph.application',
    table: applicationProperties,
    searchable: new Set(['displayName']),
    sortable: new Set(['displayName']),
    relations: new Set(['owners']),
  },
  servicePrincipal: {
    kind: 'servicePrincipal',
    set: 'servicePrincipals',
    resource: 'ServicePrincipal',
    odataType: '#microsoft.graph.servicePrincipal',
    table: servicePrincipalProperties,
    searchable: new Set(['displayName']),
    sortable: new Set(['displayName']),
    relations: new Set(['owners', 'memberOf']),
  },
  directoryRole: {
    kind: 'directoryRole',
    set: 'directoryRoles',
    resource: 'DirectoryRole',
    odataType: '#microsoft.graph.directoryRole',
    table: directoryRoleProperties,
    searchable: none,
    sortable: none,
    relations: none,
  },
};

/** Members and owners are taken from and shown as objects of any of these types. */
export const findEntityType = (setOrType: string): EntityType | undefined =>
  Object.values(entityTypes).find((type) => type.set === setOrType || type.odataType === `#${setOrType}`);
