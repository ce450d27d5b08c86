/**
 * `/directoryRoles` and `/roleManagement/directory/roleAssignments`: who holds which role, told in two ways.
 * learn.microsoft.com/graph/api/rbacapplication-post-roleassignments
 */
import { z } from 'zod';
import type { TenantReply } from '../http/exchange.ts';
import type { ObjectRecord } from '../state/snapshot.ts';
import type { TenantState } from '../state/tenant-state.ts';
import { contextUrl, renderEntity } from './entity.ts';
import { collectionReply, entityReply, listEntities, readEntity } from './entity-set.ts';
import { entityTypes } from './entity-types.ts';
import { graphRefusals } from './graph-refusal.ts';
import { graphRefusalReply, noContent } from './graph-reply.ts';
import type { GraphCall, GraphRoute } from './graph-route.ts';
import { listLinked } from './linked-objects.ts';
import { matchesFilter } from './odata/match-filter.ts';
import { readQueryOptions } from './query-options.ts';
import { roleAssignmentProperties } from './role-assignment-properties.ts';

const type = entityTypes.directoryRole;
const assignments = 'roleManagement/directory/roleAssignments';

export const directoryRoleRoutes: readonly GraphRoute[] = [
  {
    method: 'GET',
    template: 'directoryRoles',
    operations: () => ['read roles'],
    answer: (call) => listEntities(call, type),
  },
  ...['directoryRoles/{id}', 'directoryRoles(roleTemplateId)/{id}'].flatMap((template): readonly GraphRoute[] => [
    {
      method: 'GET',
      template,
      operations: () => ['read roles'],
      answer: withRole((call, role) => readEntity(call, type, role)),
    },
    {
      method: 'GET',
      template: `${template}/members`,
      operations: () => ['read roles'],
      answer: withRole((call, role) => listLinked(call, call.state.directory.members, role.id, undefined)),
    },
  ]),
  { method: 'GET', template: assignments, operations: () => ['read roles'], answer: listAssignments },
  { method: 'POST', template: assignments, operations: () => ['write roles'], answer: assign },
  { method: 'GET', template: `${assignments}/{id}`, operations: () => ['read roles'], answer: getAssignment },
  { method: 'DELETE', template: `${assignments}/{id}`, operations: () => ['write roles'], answer: unassign },
];

function withRole(answer: (call: GraphCall, role: ObjectRecord) => TenantReply): GraphRoute['answer'] {
  return (call) => {
    const { id = '' } = call.parameters;
    const role = call.state.directory.sets.directoryRole.visible(id.toLowerCase());
    if (role === undefined) return graphRefusalReply(call.request, graphRefusals.resourceNotFound(id));
    return answer(call, role);
  };
}

function listAssignments({ request, state }: GraphCall): TenantReply {
  const options = readQueryOptions(request, {
    table: roleAssignmentProperties,
    resource: 'UnifiedRoleAssignment',
    options: new Set(['$select', '$filter']),
  });
  if (!options.ok) return graphRefusalReply(request, options.refusal);
  const { filter, select } = options.value;
  const found = allAssignments(state).filter((record) => filter === undefined || matchesFilter(filter, record));
  return collectionReply(request, {
    context: contextUrl(request.origin, assignments, select),
    next: undefined,
    value: found.map((record) => renderEntity(roleAssignmentProperties, record, select)),
  });
}

const assignmentSchema = z.object({
  principalId: z.guid(),
  roleDefinitionId: z.guid(),
  directoryScopeId: z.literal('/'),
});

function assign({ request, state, payload }: GraphCall): TenantReply {
  const wanted = assignmentSchema.safeParse(payload);
  if (!wanted.success) {
    return graphRefusalReply(request, graphRefusals.propertyRequired(String(wanted.error.issues[0]?.path[0])));
  }
  const [roleId, principalId] = [wanted.data.roleDefinitionId.toLowerCase(), wanted.data.principalId.toLowerCase()];
  const { sets, members, locateVisible } = state.directory;
  for (const [id, isThere] of [
    [roleId, sets.directoryRole.get(roleId) !== undefined],
    [principalId, locateVisible(principalId) !== undefined],
  ] as const) {
    if (!isThere) return graphRefusalReply(request, graphRefusals.resourceNotFound(id));
  }
  if (members.has(roleId, principalId)) return graphRefusalReply(request, graphRefusals.referenceConflict());
  members.add(roleId, principalId);
  return entityReply(request, {
    status: 201,
    context: contextUrl(request.origin, assignments, undefined),
    entity: renderEntity(roleAssignmentProperties, assignmentOf(roleId, principalId, state), undefined),
  });
}

function getAssignment({ request, state, parameters }: GraphCall): TenantReply {
  const { id = '' } = parameters;
  const assignment = allAssignments(state).find((candidate) => candidate.id === id);
  if (assignment === undefined) return graphRefusalReply(request, graphRefusals.resourceNotFound(id));
  return entityReply(request, {
    status: 200,
    context: contextUrl(request.origin, assignments, undefined),
    entity: renderEntity(roleAssignmentProperties, assignment, undefined),
  });
}

function unassign({ request, state, parameters }: GraphCall): TenantReply {
  const { id = '' } = parameters;
  const assignment = allAssignments(state).find((candidate) => candidate.id === id);
  if (assignment === undefined) return graphRefusalReply(request, graphRefusals.resourceNotFound(id));
  state.directory.members.remove(String(assignment.roleDefinitionId), String(assignment.principalId));
  return noContent(request);
}

/** An assignment is a membership in a role, seen as an object. */
const allAssignments = (state: TenantState): readonly ObjectRecord[] =>
  state.directory.sets.directoryRole
    .all()
    .flatMap(({ id }) => state.directory.members.targetsOf(id).map((target) => assignmentOf(id, target, state)));

const assignmentOf = (roleId: string, principalId: string, { tenantId }: TenantState): ObjectRecord => ({
  id: Buffer.from(`${roleId}${principalId}`.replaceAll('-', ''), 'hex').toString('base64url'),
  directoryScopeId: '/',
  principalId,
  principalOrganizationId: tenantId,
  roleDefinitionId: roleId,
});
