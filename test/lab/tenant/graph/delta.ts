/** `/users/delta`, `/groups/delta` and `/contacts/delta`: what changed since a client last asked. learn.microsoft.com/graph/delta-query-overview */
import type { TenantReply, TenantRequest } from '../http/exchange.ts';
import type { TenantState } from '../state/tenant-state.ts';
import { deltaPage } from './delta-page.ts';
import { type DeltaProgress, readDeltaToken, writeDeltaToken } from './delta-token.ts';
import { contextUrl, tableOf } from './entity.ts';
import type { EntityType } from './entity-type.ts';
import { entityTypes } from './entity-types.ts';
import { accept, type Checked, graphRefusals, refuse } from './graph-refusal.ts';
import { graphRefusalReply, graphReply } from './graph-reply.ts';
import type { GraphCall, GraphRoute } from './graph-route.ts';
import { type Filter, readFilter } from './odata/filter.ts';
import type { Operation } from './permissions.ts';
import { readSelect } from './query-options.ts';

export const deltaRoutes: readonly GraphRoute[] = [
  ...routesOf(entityTypes.user, 'read users'),
  ...routesOf(entityTypes.group, 'read groups'),
  ...routesOf(entityTypes.contact, 'read contacts'),
];

const defaultPageSize = 200;
const idLimit = 50;

function routesOf(type: EntityType, operation: Operation): readonly GraphRoute[] {
  return ['delta', 'delta()', 'microsoft.graph.delta', 'microsoft.graph.delta()'].map((name) => ({
    method: 'GET',
    template: `${type.set}/${name}`,
    operations: () => [operation],
    answer: (call) => answerDelta(call, type),
  }));
}

function answerDelta({ request, state }: GraphCall, type: EntityType): TenantReply {
  const token = tokenIn(request);
  const start = startOf(token, request, type, state);
  if (!start.ok) {
    const restart = `${request.origin}/v1.0/${type.set}/delta?$deltatoken=`;
    return graphRefusalReply(request, start.refusal, start.refusal.status === 410 ? { location: restart } : {});
  }
  const progress = start.value;
  const context = contextUrl(request.origin, type.set, progress.select);
  const link = (name: '$skiptoken' | '$deltatoken', to: DeltaProgress): string =>
    `${request.origin}/v1.0/${type.set}/delta?${name}=${writeDeltaToken(to, state)}`;
  const deltaLink = (since: number): string =>
    link('$deltatoken', { ...progress, phase: 'changes', since, position: since, memberPosition: undefined });
  if (token === 'latest') {
    const body = { '@odata.context': context, '@odata.deltaLink': deltaLink(progress.since), value: [] };
    return graphReply(request, { status: 200, body });
  }
  const { entries, next } = deltaPage(state, { type, progress, size: pageSize(request) });
  // What changed while everything was listed is told again; what changed before this page was made is told in it.
  const known = progress.phase === 'all' ? progress.since : state.directory.lastSerial();
  return graphReply(request, {
    status: 200,
    body: {
      '@odata.context': context,
      ...(next === undefined
        ? { '@odata.deltaLink': deltaLink(known) }
        : { '@odata.nextLink': link('$skiptoken', next) }),
      value: entries,
    },
  });
}

/** Undefined in the first request of all. An empty token, which a 410 gives, is none. */
function tokenIn({ query }: TenantRequest): string | undefined {
  const [, token] = [...query].find(([name]) => /^\$(deltatoken|skiptoken)$/i.test(name)) ?? [];
  return token === '' ? undefined : token;
}

function startOf(
  token: string | undefined,
  request: TenantRequest,
  type: EntityType,
  state: TenantState,
): Checked<DeltaProgress> {
  if (token === undefined || token === 'latest') return firstProgress(request, type, state);
  const progress = readDeltaToken(token, type.set, state);
  if (!progress.ok || progress.value.phase === 'all') return progress;
  const { position, since } = progress.value;
  // Only the first page of a round repeats what was told before.
  return position === since ? accept({ ...progress.value, position: replayedFrom(since, type, state) }) : progress;
}

function firstProgress(request: TenantRequest, type: EntityType, state: TenantState): Checked<DeltaProgress> {
  const allowed = /^\$(select|filter|deltatoken|skiptoken)$/i;
  const unsupported = [...request.query.keys()].find((name) => name.startsWith('$') && !allowed.test(name));
  if (unsupported !== undefined) return refuse(graphRefusals.optionUnsupported(unsupported));
  const select = readSelect(request.query.get('$select'), {
    table: tableOf(type, state),
    resource: type.resource,
    options: new Set(['$select']),
    selectable: new Set(type.kind === 'group' ? ['members'] : type.kind === 'user' ? ['manager'] : []),
  });
  if (!select.ok) return select;
  const ids = readIds(request.query.get('$filter'), type);
  if (!ids.ok) return ids;
  return accept({
    set: type.set,
    ...(select.value === undefined ? {} : { select: [...select.value] }),
    ...(ids.value === undefined ? {} : { ids: [...ids.value] }),
    phase: 'all',
    since: state.directory.lastSerial(),
    position: 0,
  });
}

/** A delta query is filtered by ids alone: `id eq '...' or id eq '...'`. */
function readIds(text: string | null, type: EntityType): Checked<readonly string[] | undefined> {
  if (text === null) return accept(undefined);
  const filter = readFilter(text);
  if (!filter.ok) return filter;
  const ids = idsOf(filter.value);
  if (ids === undefined || ids.length > idLimit) return refuse(graphRefusals.filterUnsupported('id', type.resource));
  return accept(ids);
}

function idsOf(filter: Filter): readonly string[] | undefined {
  if (filter.kind === 'compare' && filter.property === 'id' && filter.operator === 'eq') {
    return typeof filter.value === 'string' ? [filter.value.toLowerCase()] : undefined;
  }
  if (filter.kind !== 'or') return undefined;
  const parts = filter.parts.map(idsOf);
  return parts.every((part) => part !== undefined) ? parts.flat() : undefined;
}

/** Graph may tell what it has told before; how much of it, a knob says. */
function replayedFrom(since: number, type: EntityType, state: TenantState): number {
  const { deltaReplays } = state.knobs.read();
  if (deltaReplays === 0) return since;
  const told = [...state.directory.sets[type.kind].changes.after(0)].filter(({ serial }) => serial <= since);
  const first = told.at(-deltaReplays) ?? told[0];
  return first === undefined ? since : first.serial - 1;
}

function pageSize({ headers }: TenantRequest): number {
  const [, wanted] = /\bodata\.maxpagesize=(\d{1,4})\b/i.exec(String(headers.prefer ?? '')) ?? [];
  return Math.min(999, Math.max(1, wanted === undefined ? defaultPageSize : Number(wanted)));
}
