/**
 * `/servicePrincipals/{id}/appRoleAssignments`: which permissions of Graph an application was granted.
 * learn.microsoft.com/graph/api/serviceprincipal-post-approleassignments
 */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { TenantReply } from '../http/exchange.ts';
import { findAppRole, graphServicePrincipalId } from '../state/graph-app-roles.ts';
import type { Application, ObjectRecord } from '../state/snapshot.ts';
import type { TenantState } from '../state/tenant-state.ts';
import { appRoleAssignmentProperties } from './app-role-assignment-properties.ts';
import { type Entity, renderEntity } from './entity.ts';
import { collectionReply, entityReply } from './entity-set.ts';
import { graphRefusals } from './graph-refusal.ts';
import { graphRefusalReply, noContent } from './graph-reply.ts';
import type { GraphCall, GraphRoute } from './graph-route.ts';
import { withServicePrincipal } from './service-principals.ts';

const at = 'servicePrincipals/{id}/appRoleAssignments';

export const appRoleAssignmentRoutes: readonly GraphRoute[] = [
  {
    method: 'GET',
    template: at,
    operations: () => ['read applications'],
    readUnits: 2,
    answer: withServicePrincipal((call, principal) =>
      collectionReply(call.request, {
        context: contextOf(call, principal),
        next: undefined,
        value: assignmentsOf(principal, call.state),
      }),
    ),
  },
  {
    method: 'POST',
    template: at,
    operations: () => ['grant app roles'],
    answer: withServicePrincipal(grant),
  },
  {
    method: 'DELETE',
    template: `${at}/{assignmentId}`,
    operations: () => ['grant app roles'],
    answer: withServicePrincipal(revoke),
  },
];

const grantSchema = z.strictObject({ principalId: z.guid(), resourceId: z.guid(), appRoleId: z.guid() });

function grant(call: GraphCall, principal: ObjectRecord): TenantReply {
  const { request, state, payload } = call;
  const wanted = grantSchema.safeParse(payload);
  if (!wanted.success) {
    return graphRefusalReply(request, graphRefusals.propertyRequired(String(wanted.error.issues[0]?.path[0])));
  }
  const { principalId, resourceId, appRoleId } = wanted.data;
  const registration = registrationOf(principal, state);
  const role = findAppRole(appRoleId);
  if (principalId.toLowerCase() !== principal.id || registration === undefined) {
    return graphRefusalReply(request, graphRefusals.resourceNotFound(principalId));
  }
  if (resourceId.toLowerCase() !== graphServicePrincipalId || role === undefined) {
    return graphRefusalReply(request, graphRefusals.appRoleUnknown(appRoleId, resourceId));
  }
  if (registration.roles.includes(role.value)) return graphRefusalReply(request, graphRefusals.appRoleGranted());
  state.applications.grantRoles(registration.appId, [...registration.roles, role.value]);
  const entity = assignmentsOf(principal, state).find((assignment) => assignment.appRoleId === role.id) ?? {};
  return entityReply(request, { status: 201, context: contextOf(call, principal), entity });
}

function revoke({ request, state, parameters }: GraphCall, principal: ObjectRecord): TenantReply {
  const { assignmentId = '' } = parameters;
  const registration = registrationOf(principal, state);
  const value = registration?.roles.find((role) => assignmentIdOf(principal, role) === assignmentId);
  if (registration === undefined || value === undefined) {
    return graphRefusalReply(request, graphRefusals.resourceNotFound(assignmentId));
  }
  const roles = registration.roles.filter((role) => role !== value);
  state.applications.grantRoles(registration.appId, roles);
  return noContent(request);
}

/** Grants are kept as the names that tokens carry; what Graph shows of them follows from those. */
function assignmentsOf(principal: ObjectRecord, state: TenantState): readonly Entity[] {
  const graph = state.directory.sets.servicePrincipal.get(graphServicePrincipalId);
  const roles = registrationOf(principal, state)?.roles ?? [];
  return roles
    .map(findAppRole)
    .filter((role) => role !== undefined)
    .map(({ id, value }) =>
      renderEntity(
        appRoleAssignmentProperties,
        {
          id: assignmentIdOf(principal, value),
          appRoleId: id,
          createdDateTime: state.organization().createdDateTime,
          principalDisplayName: principal.displayName,
          principalId: principal.id,
          principalType: 'ServicePrincipal',
          resourceDisplayName: graph?.displayName,
          resourceId: graphServicePrincipalId,
        },
        undefined,
      ),
    );
}

const registrationOf = ({ appId }: ObjectRecord, { applications }: TenantState): Application | undefined =>
  applications.find(String(appId));

const assignmentIdOf = ({ id }: ObjectRecord, role: string): string =>
  createHash('sha256').update(`${id}/${role}`).digest('base64url').slice(0, 43);

const contextOf = ({ request }: GraphCall, { id }: ObjectRecord): string =>
  `${request.origin}/v1.0/$metadata#servicePrincipals('${id}')/appRoleAssignments`;
