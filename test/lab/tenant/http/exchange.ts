/** A request and its reply as plain data, so that everything behind the socket can be tested without one. */
import type { IncomingHttpHeaders } from 'node:http';

export interface TenantRequest {
  readonly method: string;
  /** As it came, still percent-encoded, without the query. */
  readonly path: string;
  /** The parts of the path, decoded. */
  readonly segments: readonly string[];
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  /** The address the client used, for links and audiences: `https://host:port`. */
  readonly origin: string;
  readonly isFromThisMachine: boolean;
  readonly requestId: string;
  readonly clientRequestId: string;
  readonly receivedAt: Date;
}

export interface TenantReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** The application that asked, once its token was believed. */
  readonly callerAppId?: string;
}

/** What happens on the wire: nearly always a reply, unless a fault says otherwise. */
export type Delivery =
  | { readonly kind: 'reply'; readonly reply: TenantReply }
  | { readonly kind: 'truncated'; readonly reply: TenantReply }
  | { readonly kind: 'silence' }
  | { readonly kind: 'reset' };

export type Door = (request: TenantRequest) => Promise<TenantReply>;

export const jsonReply = (
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): TenantReply => ({
  status,
  headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
  body: JSON.stringify(body),
});
