/**
 * Step 6: look at the whole plan before the first change is made, and hold what could hurt.
 *
 *     plan --+-- allowed --> apply
 *            +-- held by a finding that names both numbers: how many there are, how many are allowed
 *                  +-- approved by somebody, by name --> apply
 *
 * Every kind of danger (guard/) is counted in this run and together with the 24 hours before. A finding holds exactly the changes it is
 * about; all others go ahead. What several findings hold needs an approval for each. There is no switch that turns the guard off.
 */
import type { Decision } from '../contract/approval-requests.ts';
import type { GuardSettings } from '../contract/guard-settings.ts';
import type { ChangeDigest } from '../contract/identifiers.ts';
import type { Change, Finding } from '../contract/plan.ts';
import { type Problem } from '../contract/problem.ts';
import { type Decisions } from './guard/decisions.ts';
import type { GuardFacts } from './guard/guard-kind.ts';
import { type RecentCounts } from './guard/tally.ts';
import type { Plan } from './plan.ts';
export interface GuardContext extends GuardFacts {
    readonly settings: GuardSettings;
    /** What was made in the 24 hours before. */
    readonly recent: RecentCounts;
    readonly decisions: Decisions;
}
export interface HeldChange {
    readonly change: Change;
    /** Of the first finding that holds it. */
    readonly problem: Problem;
    /** The kinds of all findings that hold it. */
    readonly findings: readonly string[];
}
export interface Guarded {
    readonly plan: Plan;
    readonly allowed: readonly Change[];
    readonly held: readonly HeldChange[];
    readonly findings: readonly Finding[];
    /** What each change counts as in the next 24 hours, if it is made. */
    readonly counted: ReadonlyMap<ChangeDigest, readonly string[]>;
    /** Who let go what would be held. */
    readonly approved: ReadonlyMap<ChangeDigest, Decision>;
}
/** What a rejected change is held as, besides the findings it was rejected from. */
export declare const rejected = "rejected";
export declare function guardPlan(plan: Plan, context: GuardContext): Guarded;
