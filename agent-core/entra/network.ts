/** The one way out to the tenant: HTTPS with the authorities we trust, deadlines on everything, and failures as problems. */
import { Agent, type Dispatcher, request } from 'undici';
import { errorCodeOf } from '../contract/error-code.ts';
import { type Problem, problem } from '../contract/problem.ts';
import { fail, type Result, succeed } from '../contract/result.ts';

export interface HttpRequest {
  readonly method: 'GET' | 'POST' | 'PATCH';
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
  /** PEM; nothing else is trusted. */
  readonly authorities: readonly string[];
  /** How long the other side may say nothing. */
  readonly answerTimeoutMs: number;
  /** From the first byte sent to the last one received, however busy the line is meanwhile. Two minutes when left out. */
  readonly exchangeTimeoutMs?: number;
}

/** A page of 999 users is a few megabytes; whatever is much longer is no answer of the tenant's. */
const maxReplyBytes = 64 * 1024 * 1024;

export function createNetwork(options: NetworkOptions): Network {
  const { authorities, answerTimeoutMs, exchangeTimeoutMs = 120_000 } = options;
  const dispatcher = new Agent({
    connect: { ca: [...authorities], minVersion: 'TLSv1.2', timeout: 10_000 },
    headersTimeout: answerTimeoutMs,
    bodyTimeout: answerTimeoutMs,
    maxResponseSize: maxReplyBytes,
  });
  return { send: (httpRequest, signal) => send(dispatcher, httpRequest, exchangeTimeoutMs, signal) };
}

async function send(
  dispatcher: Dispatcher,
  sent: HttpRequest,
  timeoutMs: number,
  signal: AbortSignal,
): Promise<Result<HttpReply>> {
  const { url, method, headers, body = null } = sent;
  const { origin } = new URL(url);
  try {
    const until = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]);
    const reply = await request(url, { dispatcher, method, headers: { ...headers }, body, signal: until });
    return succeed({ status: reply.statusCode, headers: plainHeaders(reply.headers), body: await reply.body.text() });
  } catch (error) {
    if (signal.aborted) return fail(problem('run.cancelled', `while waiting for ${origin}`));
    return fail(problemOfNetworkError(error, origin));
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
