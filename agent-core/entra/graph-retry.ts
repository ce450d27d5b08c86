/** Asks again where that is safe and helps. All retries towards the tenant live here. */
import { problem } from '../contract/problem.ts';
import { fail, type Result, succeed } from '../contract/result.ts';
import type { Clock } from '../sync/clock.ts';
import type { Timer } from '../sync/timer.ts';
import { type Attempt, type Call, type Method, pathOnly } from './graph-exchange.ts';
import { problemOfGraphReply } from './graph-problems.ts';
import type { HttpReply } from './network.ts';
import { pause } from './pause.ts';
import { retryAfterMs } from './retry-after.ts';

export type SendOnce = (attempt: Attempt, signal: AbortSignal) => Promise<Result<HttpReply>>;

export interface RetryOptions {
  /** How long one request may be tried again, in all. Waiting for its first turn does not count. */
  readonly retryForMs: number;
  readonly clock: Clock;
  readonly timer: Timer;
}

/** 429: the quota refused it. 424: in a batch, what it had to wait for failed. */
const neverCarriedOut: ReadonlySet<number> = new Set([424, 429]);
/** After these a request might have been carried out: a POST is not repeated (rule R30). */
const perhapsCarriedOut: ReadonlySet<number> = new Set([500, 502, 503, 504]);
const firstPauseMs = 1_000;
/** Also when the tenant says that it may be at once: a tenant that keeps saying so must not be asked without end. */
const shortestPauseMs = 100;

export async function sendWithRetries(
  sendOnce: SendOnce,
  call: Call,
  { retryForMs, clock, timer }: RetryOptions,
  signal: AbortSignal,
): Promise<Result<HttpReply>> {
  const operation = `${call.method} ${pathOnly(call.path)}`;
  let deadline = Number.POSITIVE_INFINITY;
  let wasRefused = false;
  let wasPerhapsMade = false;
  for (let attempt = 0; ; attempt += 1) {
    const reply = await sendOnce({ call, wasRefused }, signal);
    if (attempt === 0) deadline = clock.monotonicMs() + retryForMs;
    if (!reply.ok && (call.method === 'POST' || reply.problem.code !== 'tenant.no-answer')) return reply;
    if (reply.ok && reply.value.status < 300) return reply;
    if (reply.ok && reply.value.status === 401 && !wasRefused) {
      wasRefused = true;
      continue;
    }
    // An ending whose reply was lost, done again, finds nothing (rule R30).
    if (reply.ok && reply.value.status === 404 && call.method === 'DELETE' && wasPerhapsMade) {
      return succeed({ ...reply.value, status: 204, body: '' });
    }
    wasPerhapsMade ||= !reply.ok || perhapsCarriedOut.has(reply.value.status);
    const failure = reply.ok ? fail(problemOfGraphReply(reply.value, operation)) : reply;
    if (reply.ok && !mayBeRepeated(call.method, reply.value.status)) return failure;
    const pauseMs = pauseBefore(
      attempt,
      reply.ok ? retryAfterMs(reply.value.headers['retry-after'], clock.now()) : null,
    );
    if (clock.monotonicMs() + pauseMs > deadline) return failure;
    if (await pause(timer, pauseMs, signal)) continue;
    const isSurelyNotMade = call.method === 'GET' || (reply.ok && neverCarriedOut.has(reply.value.status));
    return isSurelyNotMade ? fail(problem('run.cancelled', operation)) : failure;
  }
}

function mayBeRepeated(method: Method, status: number): boolean {
  return neverCarriedOut.has(status) || (method !== 'POST' && perhapsCarriedOut.has(status));
}

/** Without a word from the tenant the pause doubles. A little chance spreads the load. */
function pauseBefore(attempt: number, askedMs: number | null): number {
  if (askedMs !== null) return Math.max(shortestPauseMs, askedMs);
  return firstPauseMs * 2 ** attempt * (1 + Math.random() / 4);
}
