/** Puts an entity, a collection or a refusal into the form Graph sends it: OData headers and error body. */
import type { TenantReply, TenantRequest } from '../http/exchange.ts';
import type { GraphRefusal } from './graph-refusal.ts';

export interface GraphReplyOptions {
  readonly status: number;
  /** Undefined for 204. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

const entityContentType =
  'application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8';

export const graphReply = (request: TenantRequest, options: GraphReplyOptions): TenantReply => ({
  status: options.status,
  headers: {
    ...commonHeaders(request),
    ...(options.body === undefined ? {} : { 'content-type': entityContentType, 'odata-version': '4.0' }),
    ...options.headers,
  },
  body: options.body === undefined ? '' : JSON.stringify(options.body),
});

export function graphRefusalReply(
  request: TenantRequest,
  refusal: GraphRefusal,
  headers: Readonly<Record<string, string>> = {},
): TenantReply {
  return {
    status: refusal.status,
    headers: {
      ...commonHeaders(request),
      'content-type': 'application/json',
      ...(refusal.status === 401 ? { 'www-authenticate': challenge(request) } : {}),
      ...headers,
    },
    body: JSON.stringify({ error: errorBody(request, refusal) }),
  };
}

function errorBody(request: TenantRequest, refusal: GraphRefusal): Readonly<Record<string, unknown>> {
  const ids = {
    date: request.receivedAt.toISOString().slice(0, 19),
    'request-id': request.requestId,
    'client-request-id': request.clientRequestId,
  };
  return {
    code: refusal.code,
    message: refusal.message,
    ...(refusal.details === undefined ? {} : { details: refusal.details }),
    innerError: refusal.status === 429 ? { code: '429', message: 'Please retry after', status: '429', ...ids } : ids,
  };
}

const commonHeaders = (request: TenantRequest): Readonly<Record<string, string>> => ({
  'cache-control': 'no-cache',
  'request-id': request.requestId,
  'client-request-id': request.clientRequestId,
});

const challenge = (request: TenantRequest): string =>
  `Bearer realm="", authorization_uri="${request.origin}/common/oauth2/authorize", client_id="00000003-0000-0000-c000-000000000000"`;

/** What most writes are answered. */
export const noContent = (request: TenantRequest): TenantReply => graphReply(request, { status: 204 });
