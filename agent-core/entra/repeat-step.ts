/** Does a step again while the tenant has not caught up with the one before, or its reply was lost. */
import { setTimeout as delay } from 'node:timers/promises';
import { problem } from '../contract/problem.ts';
import type { ProblemCode } from '../contract/problem-catalogue.ts';
import { fail, type Result } from '../contract/result.ts';

export interface Patience {
  /** How long a step may be repeated, in all: a change takes up to minutes to spread through a tenant. */
  readonly forMs: number;
  readonly firstPauseMs: number;
}

const longestPauseMs = 15_000;
/** What was created is not there yet, or whether it was created is not known: both are mended by looking again. */
const passing: readonly ProblemCode[] = ['tenant.not-found', 'tenant.no-answer', 'tenant.unavailable'];

/** What was made a moment ago may not be known wherever the next request arrives. @param isNew it was made so recently */
export const repeatWhileNew = <Value>(
  isNew: boolean,
  step: () => Promise<Result<Value>>,
  patience: Patience,
  signal: AbortSignal,
): Promise<Result<Value>> => (isNew ? repeatStep(step, patience, signal) : step());

/** @param step looks first and does only what is missing, so that doing it twice is doing it once  @param also further problems that pass */
export async function repeatStep<Value>(
  step: () => Promise<Result<Value>>,
  patience: Patience,
  signal: AbortSignal,
  also: readonly ProblemCode[] = [],
): Promise<Result<Value>> {
  const codes = new Set<string>([...passing, ...also]);
  const until = performance.now() + patience.forMs;
  for (let pauseMs = patience.firstPauseMs; ; pauseMs = Math.min(pauseMs * 2, longestPauseMs)) {
    const result = await step();
    if (result.ok || !codes.has(result.problem.code) || performance.now() + pauseMs > until) return result;
    try {
      await delay(pauseMs, undefined, { signal });
    } catch {
      return fail(problem('run.cancelled', 'while the tenant caught up'));
    }
  }
}
