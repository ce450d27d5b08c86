/** `/users`: list, get, create, update and delete. learn.microsoft.com/graph/api/resources/user */
import { randomUUID } from 'node:crypto';
import type { TenantReply } from '../http/exchange.ts';
import { asExchangeWants } from '../state/exchange-rules.ts';
import type { ObjectRecord } from '../state/snapshot.ts';
import type { TenantState } from '../state/tenant-state.ts';
import { countEntities, createdReply, listEntities, readEntity } from './entity-set.ts';
import { entityTypes } from './entity-types.ts';
import { accept, graphRefusals } from './graph-refusal.ts';
import { graphRefusalReply, noContent } from './graph-reply.ts';
import type { GraphCall, GraphRoute, Payload } from './graph-route.ts';
import { readBinding } from './object-reference.ts';
import type { Operation } from './permissions.ts';
import { seconds } from './property-change.ts';
import { mayChangeUser, mayDeleteUser } from './sensitive-actions.ts';
import { createdUser, readUserChange, updatedUser } from './user-change.ts';

const type = entityTypes.user;

export const userRoutes: readonly GraphRoute[] = [
  {
    method: 'GET',
    template: 'users',
    operations: () => ['read users'],
    readUnits: 2,
    answer: (call) => listEntities(call, type),
  },
  {
    method: 'GET',
    template: 'users/$count',
    operations: () => ['read users'],
    readUnits: 2,
    answer: (call) => countEntities(call, type),
  },
  { method: 'POST', template: 'users', operations: () => ['create user'], answer: createUser },
  { method: 'GET', template: 'users/{id}', operations: () => ['read users'], answer: getUser },
  { method: 'PATCH', template: 'users/{id}', operations: updateOperations, answer: updateUser },
  { method: 'DELETE', template: 'users/{id}', operations: () => ['delete or restore user'], answer: deleteUser },
];

function getUser(call: GraphCall): TenantReply {
  const { id = '' } = call.parameters;
  const user = findVisibleUser(call.state, id);
  if (user === undefined) return graphRefusalReply(call.request, graphRefusals.resourceNotFound(id));
  return readEntity(call, type, user);
}

function createUser(call: GraphCall): TenantReply {
  const { request, state, payload, now } = call;
  const { 'manager@odata.bind': managerAddress, ...properties } = payload;
  const change = readUserChange(properties, 'create', state);
  if (!change.ok) return graphRefusalReply(request, change.refusal);
  const managers = managerAddress === undefined ? accept([]) : readBinding([managerAddress], state);
  if (!managers.ok) return graphRefusalReply(request, managers.refusal);
  const user = createdUser(change.value, { id: randomUUID(), now });
  const conflict = state.users.conflictOf(user);
  if (conflict !== undefined) return graphRefusalReply(request, graphRefusals.propertyTaken(conflict));
  state.users.put(user);
  for (const { record } of managers.value) state.directory.managers.add(user.id, record.id);
  return createdReply(call, type, user);
}

function updateUser({ request, state, parameters, payload, now, caller }: GraphCall): TenantReply {
  const { id = '' } = parameters;
  const before = findUser(state, id);
  if (before === undefined) return graphRefusalReply(request, graphRefusals.resourceNotFound(id));
  if (!mayChangeUser(state, caller, before.id, payload)) {
    return graphRefusalReply(request, graphRefusals.notPermitted());
  }
  if (before.onPremisesSyncEnabled === true) {
    return graphRefusalReply(request, graphRefusals.originatedElsewhere());
  }
  const change = readUserChange(payload, 'update', state);
  if (!change.ok) return graphRefusalReply(request, change.refusal);
  const user = updatedUser(before, change.value, now);
  const conflict = state.users.conflictOf(user);
  if (conflict !== undefined) return graphRefusalReply(request, graphRefusals.propertyTaken(conflict));
  state.users.put(asExchangeWants(user, state));
  return noContent(request);
}

/**
 * A deleted user keeps everything for thirty days, but frees its sign-in name: the object id is put before it.
 * learn.microsoft.com/graph/api/user-delete
 */
export function deleteUser({ request, state, parameters, now, caller }: GraphCall): TenantReply {
  const { id = '' } = parameters;
  const user = findUser(state, id);
  if (user === undefined) return graphRefusalReply(request, graphRefusals.resourceNotFound(id));
  if (!mayDeleteUser(state, caller, user.id)) return graphRefusalReply(request, graphRefusals.notPermitted());
  if (user.onPremisesSyncEnabled === true) return graphRefusalReply(request, graphRefusals.originatedElsewhere());
  state.directory.softDelete(user.id, {
    ...user,
    userPrincipalName: `${deletedNamePrefix(user.id)}${String(user.userPrincipalName)}`,
    deletedDateTime: seconds(now),
  });
  return noContent(request);
}

export const deletedNamePrefix = (id: string): string => id.replaceAll('-', '');

/** Blocking an account and setting a password have permissions of their own. */
function updateOperations(payload: Payload): readonly Operation[] {
  const names = Object.keys(payload);
  const isSwitchOnly = names.length > 0 && names.every((name) => name === 'accountEnabled');
  const isPasswordOnly = names.length > 0 && names.every((name) => name === 'passwordProfile');
  return [
    ...(isPasswordOnly ? [] : ([isSwitchOnly ? 'enable or disable user' : 'update user'] as const)),
    ...(names.includes('passwordProfile') ? (['set password'] as const) : []),
  ];
}

/** The user as readers see it, by id or sign-in name. */
export function findVisibleUser(state: TenantState, idOrName: string): ObjectRecord | undefined {
  const id = state.users.get(idOrName.toLowerCase())?.id ?? state.users.findBy('userPrincipalName', idOrName)?.id;
  return state.users.visible(id ?? idOrName.toLowerCase());
}

/** The user that a write changes: one that is not visible yet is not found either. */
export function findUser(state: TenantState, idOrName: string): ObjectRecord | undefined {
  const visible = findVisibleUser(state, idOrName);
  return visible === undefined ? undefined : state.users.get(visible.id);
}
