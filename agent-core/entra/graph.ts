/** Asks Microsoft Graph, with a valid token, and asks again where that is safe. All retries towards the tenant live here. */
import { setTimeout as delay } from 'node:timers/promises';
import type { z } from 'zod';
import { problem } from '../contract/problem.ts';
import { fail, type Result, succeed } from '../contract/result.ts';
import type { AccessTokens } from './access-token.ts';
import { problemOfGraphReply } from './graph-problems.ts';
import type { HttpReply, Network } from './network.ts';

export interface GraphOptions {
  /** Origin of Microsoft Graph, such as https://graph.microsoft.com */
  readonly origin: string;
  readonly network: Network;
  readonly tokens: AccessTokens;
  /** How long one request may be tried again, in all. */
  readonly retryForMs: number;
}

export interface Graph {
  /** @param pathOrLink a path below /v1.0, or the link to a next page as Graph gave it */
  get<Schema extends z.ZodType>(
    pathOrLink: string,
    schema: Schema,
    signal: AbortSignal,
  ): Promise<Result<z.output<Schema>>>;
  /** @param makeBody is asked anew for every attempt: what may be sent once only is never repeated */
  post<Schema extends z.ZodType>(
    path: string,
    makeBody: () => unknown,
    schema: Schema,
    signal: AbortSignal,
  ): Promise<Result<z.output<Schema>>>;
  /** A POST that is answered without a body. */
  act(path: string, makeBody: () => unknown, signal: AbortSignal): Promise<Result<void>>;
  patch(path: string, body: unknown, signal: AbortSignal): Promise<Result<void>>;
  /** Creates what has this key when it is missing. @returns what was created; null when it was there, and has these values now */
  ensure<Schema extends z.ZodType>(
    path: string,
    body: unknown,
    schema: Schema,
    signal: AbortSignal,
  ): Promise<Result<z.output<Schema> | null>>;
  /** Deletes. What is gone already is tenant.not-found. */
  remove(path: string, signal: AbortSignal): Promise<Result<void>>;
}

export function createGraph(options: GraphOptions): Graph {
  const send = (method: Method, path: string, makeBody: Call['makeBody'], signal: AbortSignal, prefer?: string) =>
    sendWithRetries(options, { method, path, makeBody, ...(prefer === undefined ? {} : { prefer }) }, signal);
  return {
    get: async (path, schema, signal) => parseReply(await send('GET', path, null, signal), schema, `GET ${path}`),
    post: async (path, makeBody, schema, signal) =>
      parseReply(await send('POST', path, makeBody, signal), schema, `POST ${path}`),
    act: async (path, makeBody, signal) => expectDone(await send('POST', path, makeBody, signal), `POST ${path}`),
    patch: async (path, body, signal) => expectDone(await send('PATCH', path, () => body, signal), `PATCH ${path}`),
    ensure: async (path, body, schema, signal) => {
      const reply = await send('PATCH', path, () => body, signal, 'create-if-missing');
      if (reply.ok && reply.value.status === 204) return succeed(null);
      return parseReply(reply, schema, `PATCH ${path}`);
    },
    remove: async (path, signal) => expectDone(await send('DELETE', path, null, signal), `DELETE ${path}`),
  };
}

type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE';
interface Call {
  readonly method: Method;
  readonly path: string;
  /** Null sends no body. */
  readonly makeBody: (() => unknown) | null;
  /** The header of the same name (RFC 7240). */
  readonly prefer?: string;
}

/** 429 was not carried out, so every method may be tried again. After these a POST might have been: it is not repeated (rule R30). */
const retryable: Readonly<Record<Method, ReadonlySet<number>>> = {
  GET: new Set([429, 500, 502, 503, 504]),
  PATCH: new Set([429, 500, 502, 503, 504]),
  DELETE: new Set([429, 500, 502, 503, 504]),
  POST: new Set([429]),
};
/** Longer than the network waits for an answer. */
const writeDeadlineMs = 180_000;
const firstPauseMs = 1_000;
/** Also when the tenant says that it may be at once: a tenant that keeps saying so must not be asked without end. */
const shortestPauseMs = 100;

async function sendWithRetries(options: GraphOptions, call: Call, signal: AbortSignal): Promise<Result<HttpReply>> {
  const operation = `${call.method} ${pathOnly(call.path)}`;
  const deadline = performance.now() + options.retryForMs;
  let wasRefused = false;
  for (let attempt = 0; ; attempt += 1) {
    const reply = await sendOnce(options, call, wasRefused, signal);
    const isLastTry = !reply.ok && (call.method === 'POST' || reply.problem.code !== 'tenant.no-answer');
    if (isLastTry) return reply;
    if (reply.ok && reply.value.status < 300) return reply;
    if (reply.ok && reply.value.status === 401 && !wasRefused) {
      wasRefused = true;
      continue;
    }
    const failure = reply.ok ? fail(problemOfGraphReply(reply.value, operation)) : reply;
    if (reply.ok && !retryable[call.method].has(reply.value.status)) return failure;
    const pauseMs = pauseBefore(attempt, reply.ok ? reply.value.headers['retry-after'] : undefined);
    if (performance.now() + pauseMs > deadline) return failure;
    if (!(await pause(pauseMs, signal))) return fail(problem('run.cancelled', operation));
  }
}

async function sendOnce(options: GraphOptions, call: Call, wasRefused: boolean, signal: AbortSignal) {
  const url = urlOf(options.origin, call.path);
  if (url === null)
    return fail(problem('tenant.unreadable-answer', 'the link to the next page leads to another server'));
  const token = await options.tokens.get(signal, wasRefused);
  if (!token.ok) return token;
  // Whoever gives up waiting must not cut off a change under way: nobody would know whether it was made.
  const until = call.method === 'GET' ? signal : AbortSignal.timeout(writeDeadlineMs);
  const headers: Record<string, string> = {
    authorization: `Bearer ${token.value.reveal()}`,
    accept: 'application/json',
    ...(call.prefer === undefined ? {} : { prefer: call.prefer }),
  };
  if (call.makeBody === null) return options.network.send({ method: call.method, url, headers }, until);
  headers['content-type'] = 'application/json';
  const body = JSON.stringify(call.makeBody());
  return options.network.send({ method: call.method, url, headers, body }, until);
}

/** The token goes to Graph and nowhere else, whatever a reply claims the next page's address to be. */
function urlOf(origin: string, pathOrLink: string): string | null {
  if (pathOrLink.startsWith('/')) return `${origin}/v1.0${pathOrLink}`;
  return URL.canParse(pathOrLink) && new URL(pathOrLink).origin === new URL(origin).origin ? pathOrLink : null;
}

/** Retry-After is a number of seconds, also a fraction, or a date; without one the pause doubles. A little chance spreads the load. */
function pauseBefore(attempt: number, retryAfter: string | undefined): number {
  const jitter = 1 + Math.random() / 4;
  const asked = retryAfter === undefined || retryAfter === '' ? Number.NaN : Number(retryAfter);
  if (asked >= 0) return Math.max(shortestPauseMs, asked * 1000);
  // A negative number would pass for a year.
  const date = Number.isNaN(asked) ? Date.parse(retryAfter ?? '') : Number.NaN;
  if (!Number.isNaN(date)) return Math.max(shortestPauseMs, date - Date.now());
  return firstPauseMs * 2 ** attempt * jitter;
}

/** @returns false when the signal ended the pause */
async function pause(milliseconds: number, signal: AbortSignal): Promise<boolean> {
  try {
    await delay(milliseconds, undefined, { signal });
    return true;
  } catch {
    return false;
  }
}

/** Anything but 204 is not from Graph: a page of a proxy must not pass for a change that was made. */
function expectDone(reply: Result<HttpReply>, operation: string): Result<void> {
  if (!reply.ok) return reply;
  if (reply.value.status === 204) return succeed(undefined);
  return fail(problem('tenant.unreadable-answer', `${pathOnly(operation)}: answered with ${reply.value.status}`));
}

function parseReply<Schema extends z.ZodType>(
  reply: Result<HttpReply>,
  schema: Schema,
  operation: string,
): Result<z.output<Schema>> {
  if (!reply.ok) return reply;
  const unreadable = (detail: string) => fail(problem('tenant.unreadable-answer', `${pathOnly(operation)}: ${detail}`));
  let body: unknown;
  try {
    body = JSON.parse(reply.value.body);
  } catch {
    return unreadable('the answer is not JSON');
  }
  const parsed = schema.safeParse(body);
  return parsed.success ? succeed(parsed.data) : unreadable(parsed.error.issues[0]?.message ?? 'unexpected shape');
}

/** Queries can be long and hold people's names; the path is enough for a report. */
function pathOnly(path: string): string {
  return path.split('?')[0] ?? path;
}
