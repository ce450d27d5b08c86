/** The one way out to the tenant: HTTPS with the authorities we trust, deadlines on everything, and failures as problems. */
import type { SecureContext } from 'node:tls';
import type { Dispatcher } from 'undici';
import { errorCodeOf } from '../contract/error-code.ts';
import { type Problem, problem } from '../contract/problem.ts';
import { fail, type Result, succeed } from '../contract/result.ts';

export interface HttpRequest {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface HttpReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface Network {
  /** Problems: tenant.unreachable, tenant.no-answer, tenant.untrusted-certificate, tenant.unreadable-answer, run.cancelled. */
  send(httpRequest: HttpRequest, signal: AbortSignal): Promise<Result<HttpReply>>;
}

export interface NetworkOptions {
  /** The certificate authorities to trust, and no others. */
  readonly trust: SecureContext;
  /** Origin of the proxy that everything goes through; null goes straight. */
  readonly proxy: string | null;
  /** How long the other side may say nothing. */
  readonly answerTimeoutMs: number;
  /** From the first byte sent to the last one received, however busy the line is meanwhile. Two minutes when left out. */
  readonly exchangeTimeoutMs?: number;
}

/** A page of 999 users is a few megabytes; whatever is much longer is no answer of the tenant's. */
const maxReplyBytes = 64 * 1024 * 1024;

export function createNetwork(options: NetworkOptions): Network {
  const { exchangeTimeoutMs = 120_000 } = options;
  const via = options.proxy === null ? '' : ` through ${options.proxy}`;
  let door: Promise<Door> | null = null;
  return {
    send: async (httpRequest, signal) => {
      door ??= openDoor(options);
      return send(await door, httpRequest, { exchangeTimeoutMs, via }, signal);
    },
  };
}

interface Door {
  readonly dispatcher: Dispatcher;
  readonly request: typeof import('undici').request;
}

/** Loaded when something is sent: an agent that has nobody to ask yet is ready sooner, and smaller. */
async function openDoor({ trust, answerTimeoutMs, proxy }: NetworkOptions): Promise<Door> {
  const { Agent, ProxyAgent, request } = await import('undici');
  // Who says nothing is given up long before TCP would ask whether they are still there; Wine, where packaging is tested, cannot ask.
  const tls = { secureContext: trust, timeout: 10_000, keepAlive: false };
  const limits = { headersTimeout: answerTimeoutMs, bodyTimeout: answerTimeoutMs, maxResponseSize: maxReplyBytes };
  if (proxy === null) return { dispatcher: new Agent({ connect: tls, ...limits }), request };
  // The proxy sees the names of servers and nothing else: TLS goes through it to the tenant itself.
  const through = { uri: proxy, requestTls: tls, proxyTls: tls, proxyTunnel: true, ...limits };
  return { dispatcher: new ProxyAgent(through), request };
}

async function send(
  { dispatcher, request }: Door,
  sent: HttpRequest,
  { exchangeTimeoutMs, via }: { readonly exchangeTimeoutMs: number; readonly via: string },
  signal: AbortSignal,
): Promise<Result<HttpReply>> {
  const { url, method, headers, body = null } = sent;
  const { origin } = new URL(url);
  try {
    const until = AbortSignal.any([signal, AbortSignal.timeout(exchangeTimeoutMs)]);
    const reply = await request(url, { dispatcher, method, headers: { ...headers }, body, signal: until });
    return succeed({ status: reply.statusCode, headers: plainHeaders(reply.headers), body: await reply.body.text() });
  } catch (error) {
    if (signal.aborted) return fail(problem('run.cancelled', `while waiting for ${origin}`));
    return fail(problemOfNetworkError(error, `${origin}${via}`));
  }
}

/** Node and OpenSSL name a refused certificate by one of these codes; each is decided on our side of the connection. */
const certificateCodes =
  /^(ERR_TLS_|CERT_|SELF_SIGNED_|DEPTH_ZERO_|UNABLE_TO_|HOSTNAME_MISMATCH|INVALID_CA|PATH_LENGTH_)/;
/** The connection stood, and then the answer did not come or ended early. */
const answerCodes = /^(UND_ERR_(HEADERS_TIMEOUT|BODY_TIMEOUT|SOCKET)|ECONNRESET|EPIPE|TimeoutError)$/;

function problemOfNetworkError(error: unknown, origin: string): Problem {
  const code = codeOf(error);
  const detail = `${origin}: ${code}`;
  // undici gives up on the tunnel when the proxy answers CONNECT with anything but success.
  if (code === 'UND_ERR_ABORTED') return problem('tenant.proxy-refused', detail);
  if (certificateCodes.test(code)) return problem('tenant.untrusted-certificate', detail);
  if (answerCodes.test(code)) return problem('tenant.no-answer', detail);
  if (/^(UND_ERR_RES_|UND_ERR_RESPONSE|HPE_|HTTPParserError$)/.test(code))
    return problem('tenant.unreadable-answer', detail);
  return problem('tenant.unreachable', detail);
}

function codeOf(error: unknown): string {
  const hasOnlyCause = error instanceof Error && !('code' in error) && error.cause !== undefined;
  return hasOnlyCause ? codeOf(error.cause) : errorCodeOf(error);
}

function plainHeaders(headers: Readonly<Record<string, string | string[] | undefined>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value ?? '')]));
}
