/** The manager of a user, who reports to whom, and which groups have the user. learn.microsoft.com/graph/api/user-post-manager */
import type { TenantReply } from '../http/exchange.ts';
import type { LocatedObject } from '../state/directory.ts';
import type { ObjectRecord } from '../state/snapshot.ts';
import type { TenantState } from '../state/tenant-state.ts';
import { contextUrl, renderObject } from './entity.ts';
import { entityReply } from './entity-set.ts';
import { type GraphRefusal, graphRefusals } from './graph-refusal.ts';
import { graphRefusalReply, noContent } from './graph-reply.ts';
import type { GraphCall, GraphRoute } from './graph-route.ts';
import { listIds, readLinkOptions } from './linked-objects.ts';
import { readReference } from './object-reference.ts';
import { findUser, findVisibleUser } from './users.ts';

export const userManagerRoutes: readonly GraphRoute[] = [
  { method: 'GET', template: 'users/{id}/manager', operations: () => ['read users'], answer: withUser(getManager) },
  {
    method: 'PUT',
    template: 'users/{id}/manager/$ref',
    operations: () => ['set manager'],
    answer: withUser(putManager),
  },
  {
    method: 'DELETE',
    template: 'users/{id}/manager/$ref',
    operations: () => ['set manager'],
    answer: withUser(deleteManager),
  },
  {
    method: 'GET',
    template: 'users/{id}/directReports',
    operations: () => ['read users'],
    answer: withUser((call, user) => listIds(call, call.state.directory.managers.sourcesOf(user.id), undefined)),
  },
];

function withUser(answer: (call: GraphCall, user: ObjectRecord) => TenantReply): GraphRoute['answer'] {
  return (call) => {
    const { id = '' } = call.parameters;
    const user = call.request.method === 'GET' ? findVisibleUser(call.state, id) : findUser(call.state, id);
    if (user === undefined) return graphRefusalReply(call.request, graphRefusals.resourceNotFound(id));
    if (call.request.method !== 'GET' && user.onPremisesSyncEnabled === true) {
      return graphRefusalReply(call.request, graphRefusals.originatedElsewhere());
    }
    return answer(call, user);
  };
}

function getManager({ request, state }: GraphCall, user: ObjectRecord): TenantReply {
  const options = readLinkOptions(request, undefined, state);
  if (!options.ok) return graphRefusalReply(request, options.refusal);
  const [id = ''] = state.directory.managers.page(user.id, 0, 1).targets;
  const manager = state.directory.locateVisible(id);
  if (manager === undefined) return graphRefusalReply(request, graphRefusals.resourceNotFound('manager'));
  const { select } = options.value;
  return entityReply(request, {
    status: 200,
    context: contextUrl(request.origin, 'directoryObjects', select),
    entity: renderObject(manager, select, state),
  });
}

function putManager({ request, state, payload }: GraphCall, user: ObjectRecord): TenantReply {
  const manager = readReference(payload, state);
  if (!manager.ok) return graphRefusalReply(request, manager.refusal);
  const refusal = managerRefusal(manager.value);
  if (refusal !== undefined) return graphRefusalReply(request, refusal);
  setManager(user.id, manager.value.record.id, state);
  return noContent(request);
}

function deleteManager({ request, state }: GraphCall, user: ObjectRecord): TenantReply {
  const { managers } = state.directory;
  const [manager] = managers.targetsOf(user.id);
  if (manager === undefined) return graphRefusalReply(request, graphRefusals.resourceNotFound('manager'));
  managers.remove(user.id, manager);
  return noContent(request);
}

/** A user has one manager: a new one replaces the former. */
export function setManager(userId: string, managerId: string, { directory: { managers } }: TenantState): void {
  for (const former of managers.targetsOf(userId)) if (former !== managerId) managers.remove(userId, former);
  managers.add(userId, managerId);
}

/** Users and contacts can be managers. */
export const managerRefusal = ({ kind }: LocatedObject): GraphRefusal | undefined =>
  kind === 'user' || kind === 'contact' ? undefined : graphRefusals.referenceInvalid('manager');
