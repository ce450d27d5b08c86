/** Asks Microsoft Graph, and reads its answers: one method for each way of asking. */
import type { z } from 'zod';
import { problem } from '../contract/problem.ts';
import { fail, type Result, succeed } from '../contract/result.ts';
import { BatchLanes } from './batch-lanes.ts';
import { type Call, type Exchange, exchangeOnce, type Method, pathOnly } from './graph-exchange.ts';
import { type RetryOptions, type SendOnce, sendWithRetries } from './graph-retry.ts';
import type { HttpReply } from './network.ts';
import type { Pace } from './pace.ts';
import { costOf } from './pace-cost.ts';

export interface GraphOptions extends Exchange, RetryOptions {
  /** Null for the few requests of a set-up, which are made in the name of a person who waits: they go at once, each alone. */
  readonly pace: Pace | null;
}

export interface Graph {
  /** @param pathOrLink a path below /v1.0, or the link to a next page as Graph gave it */
  get<Schema extends z.ZodType>(
    pathOrLink: string,
    schema: Schema,
    signal: AbortSignal,
    headers?: Call['headers'],
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
  put(path: string, body: unknown, signal: AbortSignal): Promise<Result<void>>;
  /** How a body names another object of the tenant. */
  linkTo(id: string): string;
  /** Creates what has this key when it is missing. @returns what was created; null when it was there, and has these values now */
  ensure<Schema extends z.ZodType>(
    path: string,
    body: unknown,
    schema: Schema,
    signal: AbortSignal,
  ): Promise<Result<z.output<Schema> | null>>;
  /** Deletes. What is gone already is tenant.not-found. */
  remove(path: string, signal: AbortSignal): Promise<Result<void>>;
  /** How many users the tenant has decides how fast it may be read. */
  learnTenantSize(users: number): void;
}

export function createGraph(options: GraphOptions): Graph {
  const once = createSendOnce(options);
  const send = (method: Method, path: string, makeBody: Call['makeBody'], signal: AbortSignal, headers = {}) =>
    sendWithRetries(once, { method, path, makeBody, headers }, options, signal);
  return {
    get: async (path, schema, signal, headers) =>
      parseReply(await send('GET', path, null, signal, headers), schema, `GET ${path}`),
    post: async (path, makeBody, schema, signal) =>
      parseReply(await send('POST', path, makeBody, signal), schema, `POST ${path}`),
    act: async (path, makeBody, signal) => expectDone(await send('POST', path, makeBody, signal), `POST ${path}`),
    patch: async (path, body, signal) => expectDone(await send('PATCH', path, () => body, signal), `PATCH ${path}`),
    put: async (path, body, signal) => expectDone(await send('PUT', path, () => body, signal), `PUT ${path}`),
    linkTo: (id) => `${options.origin}/v1.0/directoryObjects/${encodeURIComponent(id)}`,
    ensure: async (path, body, schema, signal) => {
      const reply = await send('PATCH', path, () => body, signal, { prefer: 'create-if-missing' });
      if (reply.ok && reply.value.status === 204) return succeed(null);
      return parseReply(reply, schema, `PATCH ${path}`);
    },
    remove: async (path, signal) => expectDone(await send('DELETE', path, null, signal), `DELETE ${path}`),
    learnTenantSize: (users) => options.pace?.learnTenantSize(users),
  };
}

function createSendOnce(options: GraphOptions): SendOnce {
  const { pace, timer, retryForMs: patienceMs } = options;
  const straight: SendOnce = (attempt, signal) => exchangeOnce(options, attempt, signal);
  if (pace === null) return straight;
  const lanes = new BatchLanes(straight, { pace, timer, patienceMs });
  return async (attempt, signal) => {
    const { call } = attempt;
    const cost = costOf(call.method, call.path);
    if (cost.writes > 0) return lanes.send(attempt, signal);
    const turn = await pace.waitForTurn(cost, patienceMs, signal);
    if (!turn.ok) return turn;
    const reply = await straight(
      { ...attempt, call: { ...call, headers: { ...call.headers, ...inBackground } } },
      signal,
    );
    if (reply.ok) pace.learn(turn.value, [reply.value]);
    return reply;
  };
}

/** When the tenant is busy, whoever waits in front of a screen comes first (learn.microsoft.com/graph/throttling-limits). */
const inBackground = { 'x-ms-throttle-priority': 'low' };

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
