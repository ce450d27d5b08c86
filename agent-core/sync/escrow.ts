/**
 * When a change that failed is tried again. It would fail every two minutes for the same reason, so it waits on a clock of its own:
 *
 *     failed --6 h--> tried --6 h--> tried --12 h--> tried --24 h--> tried ... 28 days after the first failure: no more by itself
 *        \--its source changes, or a person starts a run--> tried at once
 *
 * The clock belongs to the digest of the change. Whatever changes in the directory makes another change of it, which has no clock.
 */
import type { ChangeDigest } from '../contract/identifiers.ts';
import type { Change } from '../contract/plan.ts';
import type { Problem } from '../contract/problem.ts';
import type { Guarded } from './guard.ts';
import { holdWithEnds } from './hold-with-ends.ts';
import { holdWithoutName } from './hold-without-name.ts';
import { waitsOnItsClock } from './trouble.ts';

export interface Escrow {
  readonly firstFailedAt: string;
  /** Null: not by itself any more. */
  readonly nextAttemptAt: string | null;
  /** Why it failed last. */
  readonly problem: Problem;
}

export interface Waiting {
  readonly change: Change;
  readonly problem: Problem;
  readonly nextAttemptAt: string | null;
}

/** What the guard let through, without what waits for another time. */
export interface Due extends Guarded {
  readonly waiting: readonly Waiting[];
  /** When a change that fails now is tried again, if it waits on a clock. @returns null for no more by itself; undefined for the next run */
  readonly nextAttemptOf: (change: Change, problem: Problem) => string | null | undefined;
}

export interface EscrowContext {
  readonly escrows: ReadonlyMap<ChangeDigest, Escrow>;
  /** ISO 8601. */
  readonly now: string;
  /** A person started the run and wants to see what became of it. */
  readonly triesWaiting: boolean;
}

export function holdBackWaiting(guarded: Guarded, { escrows, now, triesWaiting }: EscrowContext): Due {
  const waiting = guarded.allowed.flatMap((change): readonly Waiting[] => {
    const escrow = escrows.get(change.digest);
    if (escrow === undefined || triesWaiting || isDue(escrow, now)) return [];
    return [{ change, problem: escrow.problem, nextAttemptAt: escrow.nextAttemptAt }];
  });
  const allowed = without(guarded.allowed, waiting);
  const heldForNames = holdWithoutName(guarded.plan, allowed);
  const named = without(allowed, heldForNames);
  const heldWithEnds = holdWithEnds(guarded.plan, named);
  return {
    ...guarded,
    allowed: without(named, heldWithEnds),
    held: [...guarded.held, ...heldForNames, ...heldWithEnds],
    waiting,
    nextAttemptOf: (change, { code }) =>
      waitsOnItsClock(code) ? nextAttemptAfter(escrows.get(change.digest)?.firstFailedAt ?? now, now) : undefined,
  };
}

function without(changes: readonly Change[], left: readonly { readonly change: Change }[]): readonly Change[] {
  if (left.length === 0) return changes;
  const isLeft = new Set(left.map(({ change }) => change.digest));
  return changes.filter(({ digest }) => !isLeft.has(digest));
}

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const lastDay = 28;
const attemptsMs = [6 * hourMs, 12 * hourMs, ...Array.from({ length: lastDay }, (_, day) => (day + 1) * dayMs)];

/** Attempts in between, by a person's wish, do not put off the ones that come by themselves. */
export function nextAttemptAfter(firstFailedAt: string, now: string): string | null {
  const firstMs = Date.parse(firstFailedAt);
  const nextMs = attemptsMs.map((afterMs) => firstMs + afterMs).find((atMs) => atMs > Date.parse(now));
  return nextMs === undefined ? null : new Date(nextMs).toISOString();
}

/** A wall clock that was set back must not make anybody wait longer than the longest pause. */
function isDue({ nextAttemptAt }: Escrow, now: string): boolean {
  if (nextAttemptAt === null) return false;
  const remainingMs = Date.parse(nextAttemptAt) - Date.parse(now);
  return remainingMs <= 0 || remainingMs > dayMs;
}
