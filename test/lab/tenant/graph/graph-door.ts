/** The tenant as Microsoft Graph v1.0: who asks, what is asked, may they, is it readable; then the resource answers. */
import { setTimeout } from 'node:timers/promises';
import type { TenantReply, TenantRequest } from '../http/exchange.ts';
import type { AccessTokens } from '../sign-in/access-tokens.ts';
import { purgeExpired } from '../state/deleted-items.ts';
import type { TenantState } from '../state/tenant-state.ts';
import { type AnswerInner, answerBatch, isBatch } from './batch.ts';
import { accept, type Checked, type GraphRefusal, graphRefusals, refuse } from './graph-refusal.ts';
import { graphRefusalReply } from './graph-reply.ts';
import { type GraphCaller, type GraphRoute, matchRoute, type Payload } from './graph-route.ts';
import { graphRoutes } from './graph-routes.ts';
import { isPermitted } from './permissions.ts';
import { isPersonPermitted } from './person-permissions.ts';
import { createQuotas, type Quotas } from './quotas.ts';
import { readCost, writeCost } from './resource-units.ts';

/** `answerInner` takes the requests inside a batch the whole way that other requests go. */
export type GraphDoor = (request: TenantRequest, answerInner: AnswerInner) => Promise<TenantReply>;

export function createGraphDoor(state: TenantState, tokens: AccessTokens): GraphDoor {
  const quotas = createQuotas(state);
  return async (request, answerInner) => {
    const caller = await identifyCaller(request, state, tokens);
    if (!caller.ok) return graphRefusalReply(request, caller.refusal);
    if (isBatch(request)) return { ...(await answerBatch(request, answerInner)), callerAppId: caller.value.appId };
    await delay(state);
    return { ...answer(request, { caller: caller.value, state, quotas }), callerAppId: caller.value.appId };
  };
}

interface AnswerContext {
  readonly caller: GraphCaller;
  readonly state: TenantState;
  readonly quotas: Quotas;
}

function answer(request: TenantRequest, { caller, state, quotas }: AnswerContext): TenantReply {
  const no = (refusal: GraphRefusal): TenantReply => graphRefusalReply(request, refusal);
  const [version = '', ...path] = request.segments;
  if (version !== 'v1.0') return no(graphRefusals.versionUnknown(version));
  const match = matchRoute(graphRoutes, request.method, path);
  if (match.kind === 'unknown') return no(graphRefusals.segmentUnknown(match.segment));
  if (match.kind === 'method refused') return no(graphRefusals.methodNotAllowed());

  const { route, parameters } = match;
  const cost = costOf(route, request);
  const charged = quotas.charge({ appId: caller.appId, ...cost });
  if (charged.isThrottled) return graphRefusalReply(request, graphRefusals.throttled(), charged.headers);

  state.directory.replication.settle();
  purgeExpired(state);
  const payload = readPayload(request, route);
  if (!payload.ok) return no(payload.refusal);
  const operations = route.operations(payload.value, { parameters, state, caller });
  const isEnforced = state.knobs.read().enforcesPermissions;
  const mayDo =
    isPermitted(caller.roles, operations) &&
    (caller.userId === undefined || isPersonPermitted(state, caller.userId, operations));
  if (isEnforced && !mayDo) return no(graphRefusals.notPermitted());

  const reply = route.answer({ request, parameters, payload: payload.value, state, caller, now: state.clock.now() });
  const units = { 'x-ms-resource-unit': String(cost.resourceUnits) };
  return { ...reply, headers: { ...reply.headers, ...units, ...charged.headers } };
}

interface RequestCost {
  readonly resourceUnits: number;
  readonly writes: number;
}

const costOf = (route: GraphRoute, { query }: TenantRequest): RequestCost =>
  route.method === 'GET' || route.isRead === true
    ? { resourceUnits: readCost(query, route.readUnits ?? 1), writes: 0 }
    : { resourceUnits: writeCost, writes: 1 };

/** The way to a data centre takes its time. It does not keep a tenant from ending. */
async function delay({ knobs }: TenantState): Promise<void> {
  const { latencyMs } = knobs.read();
  if (latencyMs > 0) await setTimeout(latencyMs, undefined, { ref: false });
}

async function identifyCaller(
  request: TenantRequest,
  state: TenantState,
  tokens: AccessTokens,
): Promise<Checked<GraphCaller>> {
  const [, token] = /^Bearer +(\S+)$/i.exec(request.headers.authorization ?? '') ?? [];
  if (token === undefined) return refuse(graphRefusals.tokenMissing());
  const { origin, receivedAt: now } = request;
  const verified = await tokens.verify(token, { origin, tenantId: state.tenantId, now });
  switch (verified.kind) {
    case 'valid': {
      const { appId, roles, userId } = verified;
      const servicePrincipalId = state.applications.find(appId)?.servicePrincipalId ?? '';
      return accept({ appId, servicePrincipalId, roles, ...(userId === undefined ? {} : { userId }) });
    }
    case 'malformed':
      return refuse(graphRefusals.tokenMalformed());
    case 'expired':
      return refuse(graphRefusals.tokenExpired());
    case 'wrong-audience':
      return refuse(graphRefusals.tokenAudience());
    case 'not-ours':
      return refuse(graphRefusals.tokenNotOurs());
  }
}

function readPayload(request: TenantRequest, { method, isBodyOptional = false }: GraphRoute): Checked<Payload> {
  if (method === 'GET' || method === 'DELETE') return accept({});
  if (request.body.trim() === '') return isBodyOptional ? accept({}) : refuse(graphRefusals.payloadEmpty());
  if (!/^application\/json\b/i.test(request.headers['content-type'] ?? '')) {
    return refuse(graphRefusals.payloadUnreadable());
  }
  try {
    const payload: unknown = JSON.parse(request.body);
    return isJsonObject(payload) ? accept(payload) : refuse(graphRefusals.payloadUnreadable());
  } catch {
    return refuse(graphRefusals.payloadUnreadable());
  }
}

const isJsonObject = (value: unknown): value is Payload =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
