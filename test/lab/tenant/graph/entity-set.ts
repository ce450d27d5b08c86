/** Lists and reads the objects of one type, as every entity set of Graph does. */
import type { TenantReply, TenantRequest } from '../http/exchange.ts';
import type { ObjectRecord } from '../state/snapshot.ts';
import type { TenantState } from '../state/tenant-state.ts';
import { contextUrl, type Entity, renderEntity, tableOf } from './entity.ts';
import { type EntityType, entitySupport, listSupport } from './entity-type.ts';
import { expandedRelations } from './expand.ts';
import { graphRefusals } from './graph-refusal.ts';
import { graphRefusalReply, graphReply } from './graph-reply.ts';
import type { GraphCall } from './graph-route.ts';
import { type Cursor, countObjects, findObjects } from './odata/find-objects.ts';
import { pageToken, type QueryOptions, readQueryOptions } from './query-options.ts';

export const defaultPageSize = 100;

export function listEntities({ request, state }: GraphCall, type: EntityType): TenantReply {
  const table = tableOf(type, state);
  const read = readQueryOptions(request, listSupport(type, table));
  if (!read.ok) return graphRefusalReply(request, read.refusal);
  const options = read.value;
  const set = state.directory.sets[type.kind];
  const page = findObjects(set, options, { after: options.after, size: options.top ?? defaultPageSize });
  return collectionReply(request, {
    context: contextUrl(request.origin, type.set, options.select),
    count: options.isCounted ? countObjects(set, options) : undefined,
    next: page.next,
    value: page.objects.map((record) => renderExpanded(record, type, options, state)),
  });
}

/** `/$count`: the number alone, as text. */
export function countEntities({ request, state }: GraphCall, type: EntityType): TenantReply {
  if (!/^eventual$/i.test(String(request.headers.consistencylevel ?? ''))) {
    return graphRefusalReply(request, graphRefusals.countNeedsConsistency());
  }
  const counted = { ...request, query: new URLSearchParams([...request.query, ['$count', 'true']]) };
  const support = {
    ...listSupport(type, tableOf(type, state)),
    options: new Set(['$filter', '$search', '$count'] as const),
  };
  const options = readQueryOptions(counted, support);
  if (!options.ok) return graphRefusalReply(request, options.refusal);
  const count = countObjects(state.directory.sets[type.kind], options.value);
  const reply = graphReply(request, { status: 200, body: count });
  return { ...reply, headers: { ...reply.headers, 'content-type': 'text/plain' } };
}

export function readEntity({ request, state }: GraphCall, type: EntityType, record: ObjectRecord): TenantReply {
  const options = readQueryOptions(request, entitySupport(type, tableOf(type, state)));
  if (!options.ok) return graphRefusalReply(request, options.refusal);
  return entityReply(request, {
    status: 200,
    context: contextUrl(request.origin, type.set, options.value.select),
    entity: renderExpanded(record, type, options.value, state),
  });
}

export interface EntityInReply {
  readonly status: 200 | 201;
  readonly context: string;
  readonly entity: Entity;
  readonly headers?: Readonly<Record<string, string>>;
}

export const entityReply = (request: TenantRequest, { status, context, entity, headers }: EntityInReply): TenantReply =>
  graphReply(request, {
    status,
    ...(headers === undefined ? {} : { headers }),
    body: { '@odata.context': `${context}/$entity`, ...entity },
  });

/** A new object in its default form, with the address at which Graph says it lives. */
export const createdReply = ({ request, state }: GraphCall, type: EntityType, record: ObjectRecord): TenantReply =>
  entityReply(request, {
    status: 201,
    context: contextUrl(request.origin, type.set, undefined),
    headers: {
      location: `${request.origin}/v2/${state.tenantId}/directoryObjects/${record.id}/Microsoft.DirectoryServices.${type.resource}`,
    },
    entity: renderEntity(tableOf(type, state), record, undefined),
  });

export interface CollectionInReply {
  readonly context: string;
  readonly count?: number | undefined;
  readonly next: Cursor | undefined;
  readonly value: readonly Entity[];
}

export const collectionReply = (
  request: TenantRequest,
  { context, count, next, value }: CollectionInReply,
): TenantReply =>
  graphReply(request, {
    status: 200,
    body: {
      '@odata.context': context,
      ...(count === undefined ? {} : { '@odata.count': count }),
      ...(next === undefined ? {} : { '@odata.nextLink': nextLink(request, next) }),
      value,
    },
  });

const renderExpanded = (record: ObjectRecord, type: EntityType, options: QueryOptions, state: TenantState): Entity => ({
  ...renderEntity(tableOf(type, state), record, options.select),
  ...expandedRelations(record.id, options.expand, state),
});

function nextLink({ origin, path, query }: TenantRequest, cursor: Cursor): string {
  const options = [...query].filter(([name]) => name !== '$skiptoken').map(([name, value]) => queryPart(name, value));
  return `${origin}${path}?${[...options, queryPart('$skiptoken', pageToken(cursor))].join('&')}`;
}

const queryPart = (name: string, value: string): string =>
  `${encodeURIComponent(name).replace('%24', '$')}=${encodeURIComponent(value)}`;
