/** `/directoryObjects`: an object of any type, one by its id or many at once. learn.microsoft.com/graph/api/directoryobject-getbyids */
import { z } from 'zod';
import type { TenantReply } from '../http/exchange.ts';
import type { LocatedObject } from '../state/directory.ts';
import { contextUrl, renderObject } from './entity.ts';
import { collectionReply, entityReply } from './entity-set.ts';
import { entityTypes } from './entity-types.ts';
import { graphRefusals } from './graph-refusal.ts';
import { graphRefusalReply } from './graph-reply.ts';
import type { GraphCall, GraphRoute } from './graph-route.ts';
import { readLinkOptions } from './linked-objects.ts';

export const directoryObjectRoutes: readonly GraphRoute[] = [
  {
    method: 'GET',
    template: 'directoryObjects/{id}',
    operations: () => ['read directory objects'],
    answer: getObject,
  },
  {
    method: 'POST',
    template: 'directoryObjects/getByIds',
    operations: () => ['read directory objects'],
    isRead: true,
    readUnits: 5,
    answer: getByIds,
  },
];

const idLimit = 1000;

const wantedSchema = z.strictObject({
  ids: z.array(z.string()).max(idLimit),
  types: z.array(z.string()).optional(),
});

function getObject({ request, state, parameters }: GraphCall): TenantReply {
  const options = readLinkOptions(request, undefined, state);
  if (!options.ok) return graphRefusalReply(request, options.refusal);
  const { id = '' } = parameters;
  const object = state.directory.locateVisible(id.toLowerCase());
  if (object === undefined) return graphRefusalReply(request, graphRefusals.resourceNotFound(id));
  const { select } = options.value;
  return entityReply(request, {
    status: 200,
    context: contextUrl(request.origin, 'directoryObjects', select),
    entity: renderObject(object, select, state),
  });
}

/** Ids that nobody has are left out without a word. */
function getByIds({ request, state, payload }: GraphCall): TenantReply {
  const options = readLinkOptions(request, undefined, state);
  if (!options.ok) return graphRefusalReply(request, options.refusal);
  const wanted = wantedSchema.safeParse(payload);
  if (!wanted.success) return graphRefusalReply(request, graphRefusals.payloadUnreadable());
  const { ids, types } = wanted.data;
  const isWanted = ({ kind }: LocatedObject): boolean => {
    const name = entityTypes[kind].odataType.slice('#microsoft.graph.'.length);
    return types === undefined || types.includes('directoryObject') || types.includes(name);
  };
  const objects = [...new Set(ids.map((id) => id.toLowerCase()))]
    .map((id) => state.directory.locateVisible(id))
    .filter((object) => object !== undefined)
    .filter(isWanted);
  const { select } = options.value;
  return collectionReply(request, {
    context: contextUrl(request.origin, 'directoryObjects', select),
    next: undefined,
    value: objects.map((object) => renderObject(object, select, state)),
  });
}
