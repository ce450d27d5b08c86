/** `/directory/deletedItems`: what can be had back for thirty days. learn.microsoft.com/graph/api/resources/directory */
import type { TenantReply } from '../http/exchange.ts';
import type { LocatedObject } from '../state/directory.ts';
import type { ObjectRecord } from '../state/snapshot.ts';
import type { TenantState } from '../state/tenant-state.ts';
import { contextUrl, renderEntity, renderObject, tableOf } from './entity.ts';
import { collectionReply, defaultPageSize, entityReply } from './entity-set.ts';
import { type EntityType, listSupport } from './entity-type.ts';
import { entityTypes, findEntityType } from './entity-types.ts';
import { accept, type Checked, graphRefusals, refuse } from './graph-refusal.ts';
import { graphRefusalReply, noContent } from './graph-reply.ts';
import type { GraphCall, GraphRoute, RouteTarget } from './graph-route.ts';
import { matchesFilter } from './odata/match-filter.ts';
import type { Operation } from './permissions.ts';
import { type QueryOptions, readQueryOptions } from './query-options.ts';
import { mayDeleteUser } from './sensitive-actions.ts';
import { deletedNamePrefix } from './users.ts';

export const deletedItemRoutes: readonly GraphRoute[] = [
  {
    method: 'GET',
    template: 'directory/deletedItems/{idOrCast}',
    operations: (_payload, target) => [readingOf(target)],
    answer: listOrGet,
  },
  {
    method: 'POST',
    template: 'directory/deletedItems/{idOrCast}/restore',
    operations: (_payload, target) => [removalOf(target)],
    isBodyOptional: true,
    answer: withDeleted(restore),
  },
  {
    method: 'DELETE',
    template: 'directory/deletedItems/{idOrCast}',
    operations: (_payload, target) => [removalOf(target)],
    answer: withDeleted(({ request, state }, { record }) => {
      state.directory.purge(record.id);
      return noContent(request);
    }),
  },
];

function kindOf({ parameters, state }: RouteTarget): LocatedObject['kind'] {
  const { idOrCast = '' } = parameters;
  const type = findEntityType(idOrCast)?.kind;
  return type ?? state.directory.locateDeleted(idOrCast.toLowerCase())?.kind ?? 'user';
}

function readingOf(target: RouteTarget): Operation {
  const kind = kindOf(target);
  if (isOfApplications(kind)) return 'read applications';
  return kind === 'group' ? 'read groups' : 'read users';
}

function removalOf(target: RouteTarget): Operation {
  const kind = kindOf(target);
  if (isOfApplications(kind)) return 'write application';
  return kind === 'group' ? 'delete or restore group' : 'delete or restore user';
}

const isOfApplications = (kind: LocatedObject['kind']): boolean =>
  kind === 'application' || kind === 'servicePrincipal';

function withDeleted(answer: (call: GraphCall, object: LocatedObject) => TenantReply): GraphRoute['answer'] {
  return (call) => {
    const { idOrCast = '' } = call.parameters;
    const object = call.state.directory.locateDeleted(idOrCast.toLowerCase());
    if (object === undefined) return graphRefusalReply(call.request, graphRefusals.resourceNotFound(idOrCast));
    return answer(call, object);
  };
}

/** The same place in the address holds an id or, to list, a type such as `microsoft.graph.user`. */
function listOrGet(call: GraphCall): TenantReply {
  const type = findEntityType(call.parameters.idOrCast ?? '');
  return type === undefined ? withDeleted(getDeleted)(call) : listDeleted(call, type);
}

function listDeleted({ request, state }: GraphCall, type: EntityType): TenantReply {
  const options = readQueryOptions(request, {
    ...listSupport(type, tableOf(type, state)),
    options: new Set(['$select', '$top', '$filter', '$skiptoken', '$count']),
  });
  if (!options.ok) return graphRefusalReply(request, options.refusal);
  const { select } = options.value;
  const page = deletedPage(state, type, options.value);
  return collectionReply(request, {
    context: contextUrl(request.origin, type.set, select),
    next: page.next,
    value: page.objects.map((record) => renderEntity(tableOf(type, state), record, select)),
  });
}

function deletedPage(state: TenantState, { kind }: EntityType, { filter, top, after }: QueryOptions) {
  const wanted = top ?? defaultPageSize;
  const objects: ObjectRecord[] = [];
  let position: number | undefined = after?.serial ?? 0;
  while (position !== undefined && objects.length < wanted) {
    const page = state.directory.sets[kind].deletedPage(position, wanted - objects.length);
    objects.push(...page.objects.filter((record) => filter === undefined || matchesFilter(filter, record)));
    position = page.next;
  }
  return { objects, next: position === undefined ? undefined : { serial: position } };
}

function getDeleted({ request, state }: GraphCall, object: LocatedObject): TenantReply {
  const type = entityTypes[object.kind];
  const options = readQueryOptions(request, {
    ...listSupport(type, tableOf(type, state)),
    options: new Set(['$select']),
  });
  if (!options.ok) return graphRefusalReply(request, options.refusal);
  const { select } = options.value;
  return entityReply(request, {
    status: 200,
    context: contextUrl(request.origin, 'directoryObjects', select),
    entity: renderObject(object, select, state),
  });
}

/** learn.microsoft.com/graph/api/directory-deleteditems-restore */
function restore({ request, state, payload, caller }: GraphCall, { kind, record }: LocatedObject): TenantReply {
  if (kind === 'user' && !mayDeleteUser(state, caller, record.id)) {
    return graphRefusalReply(request, graphRefusals.notPermitted());
  }
  const restored = restoredObject(record, kind, payload.newUserPrincipalName);
  if (!restored.ok) return graphRefusalReply(request, restored.refusal);
  const set = state.directory.sets[kind];
  const conflict = set.conflictOf(restored.value);
  if (conflict !== undefined) return graphRefusalReply(request, graphRefusals.propertyTaken(conflict));
  state.directory.restore(record.id, restored.value);
  return entityReply(request, {
    status: 200,
    context: contextUrl(request.origin, 'directoryObjects', undefined),
    entity: renderObject({ kind, record: restored.value }, undefined, state),
  });
}

/** A restored user signs in by the old name again, or by the one the request gives. */
function restoredObject(record: ObjectRecord, kind: LocatedObject['kind'], newName: unknown): Checked<ObjectRecord> {
  const { deletedDateTime: _gone, ...kept } = record;
  if (kind !== 'user') return accept({ ...kept, id: record.id });
  if (newName !== undefined && typeof newName !== 'string') return refuse(graphRefusals.typeMismatch('Edm.String'));
  const name = String(record.userPrincipalName);
  const prefix = deletedNamePrefix(record.id);
  const former = name.startsWith(prefix) ? name.slice(prefix.length) : name;
  return accept({ ...kept, id: record.id, userPrincipalName: newName ?? former });
}
