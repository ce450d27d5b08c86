/** Everything the tenant serves of Microsoft Graph, one file per resource. */
import { appRoleAssignmentRoutes } from './app-role-assignments.ts';
import { applicationKeyRoutes } from './application-keys.ts';
import { applicationOwnerRoutes } from './application-owners.ts';
import { applicationRoutes } from './applications.ts';
import { contactRoutes } from './contacts.ts';
import { deletedItemRoutes } from './deleted-items.ts';
import { deltaRoutes } from './delta.ts';
import { directoryObjectRoutes } from './directory-objects.ts';
import { directoryRoleRoutes } from './directory-roles.ts';
import { domainRoutes } from './domains.ts';
import { extensionPropertyRoutes } from './extension-properties.ts';
import type { GraphRoute } from './graph-route.ts';
import { groupMemberRoutes } from './group-members.ts';
import { groupRoutes } from './groups.ts';
import { meRoutes } from './me.ts';
import { memberOfRoutes } from './member-of.ts';
import { organizationRoutes } from './organization.ts';
import { servicePrincipalRoutes } from './service-principals.ts';
import { userManagerRoutes } from './user-manager.ts';
import { userRoutes } from './users.ts';

export const graphRoutes: readonly GraphRoute[] = [
  ...organizationRoutes,
  ...userRoutes,
  ...groupRoutes,
  ...userManagerRoutes,
  ...groupMemberRoutes,
  ...memberOfRoutes,
  ...contactRoutes,
  ...domainRoutes,
  ...deltaRoutes,
  ...deletedItemRoutes,
  ...directoryObjectRoutes,
  ...applicationRoutes,
  ...applicationKeyRoutes,
  ...applicationOwnerRoutes,
  ...extensionPropertyRoutes,
  ...servicePrincipalRoutes,
  ...appRoleAssignmentRoutes,
  ...directoryRoleRoutes,
  ...meRoutes,
];
