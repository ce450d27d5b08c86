/** Lists the objects at the other end of a link, page by page, whatever their types. */
import type { TenantReply, TenantRequest } from '../http/exchange.ts';
import type { LocatedObject } from '../state/directory.ts';
import type { LinkSet } from '../state/link-set.ts';
import type { TenantState } from '../state/tenant-state.ts';
import { transitiveTargets } from '../state/transitive-links.ts';
import { contextUrl, renderObject, tableOf } from './entity.ts';
import { collectionReply, defaultPageSize } from './entity-set.ts';
import { entityTypes, findEntityType } from './entity-types.ts';
import { accept, type Checked, graphRefusals, refuse } from './graph-refusal.ts';
import { graphRefusalReply, graphReply } from './graph-reply.ts';
import type { GraphCall } from './graph-route.ts';
import type { PropertyTable } from './property.ts';
import { type QueryOptions, type QuerySupport, readQueryOptions } from './query-options.ts';

/** `cast` is a segment such as `microsoft.graph.user`, which leaves only objects of that type. */
export function listLinked(call: GraphCall, links: LinkSet, id: string, cast: string | undefined): TenantReply {
  const { request, state } = call;
  const read = readLinkOptions(request, cast, state);
  if (!read.ok) return graphRefusalReply(request, read.refusal);
  const options = read.value;
  const wanted = options.top ?? defaultPageSize;
  const objects: LocatedObject[] = [];
  let position: number | undefined = options.after?.serial ?? 0;
  while (position !== undefined && objects.length < wanted) {
    const page = links.page(id, position, wanted - objects.length);
    objects.push(...located(page.targets, cast, state));
    position = page.next;
  }
  return collectionReply(request, {
    context: contextOf(request, cast, options),
    count: options.isCounted ? links.count(id) : undefined,
    next: position === undefined ? undefined : { serial: position },
    value: objects.map((object) => renderObject(object, options.select, state)),
  });
}

/** The members of the members too, each once, in the order in which a walk through the groups meets them. */
export function listTransitive(call: GraphCall, groupId: string, cast: string | undefined): TenantReply {
  return listIds(call, transitiveTargets(call.state.directory.members, groupId), cast);
}

/** A list that is made anew for every page: for relations that nobody keeps in order. */
export function listIds(call: GraphCall, ids: readonly string[], cast: string | undefined): TenantReply {
  const { request, state } = call;
  const read = readLinkOptions(request, cast, state);
  if (!read.ok) return graphRefusalReply(request, read.refusal);
  const options = read.value;
  const all = located(ids, cast, state);
  const start = options.after?.serial ?? 0;
  const end = start + (options.top ?? defaultPageSize);
  return collectionReply(request, {
    context: contextOf(request, cast, options),
    count: options.isCounted ? all.length : undefined,
    next: end < all.length ? { serial: end } : undefined,
    value: all.slice(start, end).map((object) => renderObject(object, options.select, state)),
  });
}

export function countLinked({ request }: GraphCall, links: LinkSet, id: string): TenantReply {
  if (!/^eventual$/i.test(String(request.headers.consistencylevel ?? ''))) {
    return graphRefusalReply(request, graphRefusals.countNeedsConsistency());
  }
  const reply = graphReply(request, { status: 200, body: links.count(id) });
  return { ...reply, headers: { ...reply.headers, 'content-type': 'text/plain' } };
}

function located(ids: readonly string[], cast: string | undefined, state: TenantState): readonly LocatedObject[] {
  const kind = cast === undefined ? undefined : findEntityType(cast)?.kind;
  return ids
    .map((id) => state.directory.locateVisible(id))
    .filter((object) => object !== undefined)
    .filter((object) => kind === undefined || object.kind === kind);
}

export function readLinkOptions(
  request: TenantRequest,
  cast: string | undefined,
  state: TenantState,
): Checked<QueryOptions> {
  const type = cast === undefined ? undefined : findEntityType(cast);
  if (cast !== undefined && type === undefined) return refuse(graphRefusals.segmentUnknown(cast));
  const support: QuerySupport = {
    table: type === undefined ? anyTable(state) : tableOf(type, state),
    resource: type?.resource ?? 'DirectoryObject',
    options: new Set(['$select', '$top', '$skiptoken', '$count']),
  };
  const options = readQueryOptions(request, support);
  return options.ok ? accept(options.value) : options;
}

/** What any type of directory object has: properties that only some have can be selected too. */
const anyTable = (state: TenantState): PropertyTable =>
  Object.values(entityTypes).flatMap((type) => tableOf(type, state));

const contextOf = ({ origin }: TenantRequest, cast: string | undefined, { select }: QueryOptions): string =>
  contextUrl(origin, (cast === undefined ? undefined : findEntityType(cast)?.set) ?? 'directoryObjects', select);
