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
export declare function holdBackWaiting(guarded: Guarded, { escrows, now, triesWaiting }: EscrowContext): Due;
/** Attempts in between, by a person's wish, do not put off the ones that come by themselves. */
export declare function nextAttemptAfter(firstFailedAt: string, now: string): string | null;
