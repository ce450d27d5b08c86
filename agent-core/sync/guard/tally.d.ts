/**
 * Counts what a plan does of each kind, together with what was done in the 24 hours before it (rule R10).
 *
 *     24 hours                                    this run
 *     |------- recent: 45 -----------------------|-- found: 10 --|
 *      made, or attempted and not known           planned
 *
 * 50 allowed in 24 hours leave 5 for this run, and all ten are held: nobody can tell which five would be the right ones. What a person
 * approved counts as well, so that approving a part never lets the rest through.
 */
import type { GuardSettings, Limit } from '../../contract/guard-settings.ts';
import type { Change } from '../../contract/plan.ts';
import { type GuardFacts, type GuardKind } from './guard-kind.ts';
export interface Tally {
    /** The kind, and the subject if it tells several apart. */
    readonly key: string;
    readonly kind: GuardKind;
    readonly changes: readonly Change[];
    /** How many this run may make without an approval. */
    readonly allowed: number;
    /** How many were made in the 24 hours before. */
    readonly recent: number;
    /** How many 24 hours may hold. */
    readonly allowedInDay: number;
}
/** How many of each kind were made in the 24 hours before, by key. */
export type RecentCounts = ReadonlyMap<string, number>;
export declare function tallyChanges(kind: GuardKind, changes: readonly Change[], { facts, settings, recent, }: {
    readonly facts: GuardFacts;
    readonly settings: GuardSettings;
    readonly recent: RecentCounts;
}): readonly Tally[];
/** The smaller of the count and the share of the whole, rounded down; but at least the fewest, unless a limit says none at all. */
export declare function allowedBy({ count, percent }: Pick<Limit, 'count' | 'percent'>, whole: number, fewest: number): number;
