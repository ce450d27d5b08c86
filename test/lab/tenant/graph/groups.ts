/** `/groups`: list, get, create, update, upsert and delete. learn.microsoft.com/graph/api/resources/group */
import { randomUUID } from 'node:crypto';
import type { TenantReply } from '../http/exchange.ts';
import type { ObjectRecord } from '../state/snapshot.ts';
import type { TenantState } from '../state/tenant-state.ts';
import { countEntities, createdReply, listEntities, readEntity } from './entity-set.ts';
import { entityTypes } from './entity-types.ts';
import { accept, type Checked, type GraphRefusal, graphRefusals, refuse } from './graph-refusal.ts';
import { graphRefusalReply, noContent } from './graph-reply.ts';
import { actorOf, type GraphCall, type GraphRoute, type Payload, type RouteTarget } from './graph-route.ts';
import { createdGroup, isExchangeGroup, isUnifiedGroup, readGroupChange, updatedGroup } from './group-change.ts';
import { addLinks, readNewLinks } from './group-links.ts';
import type { Operation } from './permissions.ts';
import { seconds } from './property-change.ts';

const type = entityTypes.group;

export const groupRoutes: readonly GraphRoute[] = [
  { method: 'GET', template: 'groups', operations: () => ['read groups'], answer: (call) => listEntities(call, type) },
  {
    method: 'GET',
    template: 'groups/$count',
    operations: () => ['read groups'],
    answer: (call) => countEntities(call, type),
  },
  { method: 'POST', template: 'groups', operations: createOperations, answer: (call) => createGroup(call, undefined) },
  { method: 'GET', template: 'groups/{id}', operations: () => ['read groups'], answer: withVisibleGroup(getGroup) },
  { method: 'PATCH', template: 'groups/{id}', operations: updateOperations, answer: withGroup(updateGroup) },
  {
    method: 'DELETE',
    template: 'groups/{id}',
    operations: (_payload, target) => ['delete or restore group', ...guardOperations(target)],
    answer: withGroup(deleteGroup),
  },
  {
    method: 'GET',
    template: 'groups(uniqueName)/{uniqueName}',
    operations: () => ['read groups'],
    answer: (call) => {
      const { uniqueName = '' } = call.parameters;
      const id = call.state.groups.findBy('uniqueName', uniqueName)?.id ?? '';
      const group = call.state.groups.visible(id);
      if (group === undefined) return graphRefusalReply(call.request, graphRefusals.resourceNotFound(uniqueName));
      return getGroup(call, group);
    },
  },
  {
    method: 'PATCH',
    template: 'groups(uniqueName)/{uniqueName}',
    operations: (payload, target) => [...createOperations(payload), ...updateOperations(payload, target)],
    answer: upsertGroup,
  },
];

/** What a client may write goes by what the readers' copy shows: a group it does not know yet is not found. */
export function withGroup(answer: (call: GraphCall, group: ObjectRecord) => TenantReply): GraphRoute['answer'] {
  return (call) => {
    const { id = '' } = call.parameters;
    const isVisible = call.state.groups.visible(id.toLowerCase()) !== undefined;
    const group = isVisible ? call.state.groups.get(id.toLowerCase()) : undefined;
    if (group === undefined) return graphRefusalReply(call.request, graphRefusals.resourceNotFound(id));
    return answer(call, group);
  };
}

export function withVisibleGroup(answer: (call: GraphCall, group: ObjectRecord) => TenantReply): GraphRoute['answer'] {
  return (call) => {
    const { id = '' } = call.parameters;
    const group = call.state.groups.visible(id.toLowerCase());
    if (group === undefined) return graphRefusalReply(call.request, graphRefusals.resourceNotFound(id));
    return answer(call, group);
  };
}

/** The one reason why a whole group can be read and not written. */
export function unwritable(group: ObjectRecord): GraphRefusal | undefined {
  if (isExchangeGroup(group)) return graphRefusals.exchangeGroup();
  return group.onPremisesSyncEnabled === true ? graphRefusals.originatedElsewhere() : undefined;
}

function getGroup(call: GraphCall, group: ObjectRecord): TenantReply {
  return readEntity(call, type, group);
}

function createGroup(call: GraphCall, uniqueName: string | undefined): TenantReply {
  const { request, state, payload, now } = call;
  const { properties, bindings } = splitBindings(payload);
  const values = readGroupChange(properties, 'create', state);
  if (!values.ok) return graphRefusalReply(request, values.refusal);
  const id = randomUUID();
  const group = createdGroup(values.value, { id, ...(uniqueName === undefined ? {} : { uniqueName }) }, { state, now });
  const links = readNewLinks(group, bindings, call);
  if (!links.ok) return graphRefusalReply(request, links.refusal);
  const conflict = state.groups.conflictOf(group);
  if (conflict !== undefined) return graphRefusalReply(request, graphRefusals.propertyTaken(conflict));
  state.groups.put(group);
  addLinks(group, links.value, state);
  return createdReply(call, type, group);
}

function updateGroup(call: GraphCall, before: ObjectRecord): TenantReply {
  const { request, state, payload } = call;
  const { properties, bindings } = splitBindings(payload);
  const refusal = unwritable(before);
  if (refusal !== undefined) return graphRefusalReply(request, refusal);
  const group = readUpdatedGroup(before, properties, state);
  if (!group.ok) return graphRefusalReply(request, group.refusal);
  const links = readNewLinks(before, bindings, call);
  if (!links.ok) return graphRefusalReply(request, links.refusal);
  if (Object.keys(properties).length > 0) state.groups.put(group.value);
  addLinks(before, links.value, state);
  return noContent(request);
}

function readUpdatedGroup(before: ObjectRecord, properties: Payload, state: TenantState): Checked<ObjectRecord> {
  const values = readGroupChange(properties, 'update', state);
  if (!values.ok) return values;
  const group = updatedGroup(before, values.value);
  if (!group.ok) return group;
  const conflict = state.groups.conflictOf(group.value);
  return conflict === undefined ? accept(group.value) : refuse(graphRefusals.propertyTaken(conflict));
}

/** learn.microsoft.com/graph/api/group-upsert: without the preference it is an update of what is there. */
function upsertGroup(call: GraphCall): TenantReply {
  const { uniqueName = '' } = call.parameters;
  const existing = call.state.groups.findBy('uniqueName', uniqueName);
  if (existing !== undefined) return updateGroup(call, existing);
  const preferences = String(call.request.headers.prefer ?? '').split(/\s*,\s*/);
  if (preferences.includes('create-if-missing')) return createGroup(call, uniqueName);
  return graphRefusalReply(call.request, graphRefusals.resourceNotFound(uniqueName));
}

/** Microsoft 365 groups can be restored; security groups only where the tenant says so. */
function deleteGroup({ request, state, now }: GraphCall, group: ObjectRecord): TenantReply {
  const refusal = unwritable(group);
  if (refusal !== undefined) return graphRefusalReply(request, refusal);
  const isRestorable = isUnifiedGroup(group) || state.knobs.read().softDeletesSecurityGroups;
  if (isRestorable) state.directory.softDelete(group.id, { ...group, deletedDateTime: seconds(now) });
  else state.directory.purge(group.id);
  return noContent(request);
}

export interface Bindings {
  readonly members: unknown;
  readonly owners: unknown;
}

function splitBindings(payload: Payload): { readonly properties: Payload; readonly bindings: Bindings } {
  const { 'members@odata.bind': members, 'owners@odata.bind': owners, ...properties } = payload;
  return { properties, bindings: { members, owners } };
}

function createOperations(payload: Payload): readonly Operation[] {
  const isAssignable = payload.isAssignableToRole === true;
  return ['create group', ...(isAssignable ? (['make group assignable to roles'] as const) : [])];
}

/** A group that carries directory roles is guarded like the roles themselves. */
export function guardOperations({ parameters, state }: RouteTarget): readonly Operation[] {
  const { id = '' } = parameters;
  const isAssignable = state.groups.get(id.toLowerCase())?.isAssignableToRole === true;
  return isAssignable ? ['make group assignable to roles'] : [];
}

function updateOperation({ parameters, state, caller }: RouteTarget): Operation {
  const { id = '', uniqueName = '' } = parameters;
  const groupId = state.groups.findBy('uniqueName', uniqueName)?.id ?? id.toLowerCase();
  return state.directory.owners.has(groupId, actorOf(caller)) ? 'update own group' : 'update group';
}

function updateOperations(payload: Payload, target: RouteTarget): readonly Operation[] {
  const { properties, bindings } = splitBindings(payload);
  const writesProperties = Object.keys(properties).length > 0;
  const writesMembers = bindings.members !== undefined;
  return [
    ...(writesProperties || !writesMembers ? [updateOperation(target)] : []),
    ...(writesMembers ? (['write members'] as const) : []),
    ...(bindings.owners === undefined ? [] : (['write owners'] as const)),
    ...guardOperations(target),
  ];
}
