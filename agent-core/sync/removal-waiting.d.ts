/**
 * What users and groups have in common when they are removed: each must be seen to be gone in so many runs in a row, and what only
 * cannot be found is held (rules R1 and R5).
 */
import type { ObjectGuid, SourceAnchor } from '../contract/identifiers.ts';
import type { Evidence, HeldObject } from '../contract/plan.ts';
import type { RemovalWait } from '../contract/run-counts.ts';
import type { RemovalSettings } from '../contract/settings.ts';
import type { Wait } from './memory.ts';
/** Nothing in the directory wants it any more. */
export interface Unwanted<Item> {
    readonly kind: 'unwanted';
    readonly objectGuid: ObjectGuid;
    readonly anchor: SourceAnchor;
    readonly displayName: string;
    readonly existing: Item;
    readonly evidence: Evidence;
}
export interface Candidate<Difference> {
    readonly named: Omit<HeldObject, 'problem'>;
    readonly evidence: Evidence;
    readonly difference: Difference;
}
export interface WaitingContext {
    readonly settings: RemovalSettings;
    /** Everything was read completely. */
    readonly mayRemove: boolean;
    /** What the runs before this one saw. */
    readonly waited: ReadonlyMap<ObjectGuid, Wait>;
    /** ISO 8601. */
    readonly now: string;
    /** How often the schedule starts a run. */
    readonly intervalSeconds: number;
}
export interface WaitingRemoval {
    readonly held: HeldObject;
    /** So many more runs must see the same; null: until the object is read in the domain it moved to. */
    readonly runsLeft: number | null;
}
export interface Waited<Difference> {
    readonly differences: readonly Difference[];
    /** Those of a later run. */
    readonly later: readonly Difference[];
    /** To be removed in a later run, if it still is so then. */
    readonly waiting: readonly WaitingRemoval[];
    readonly waited: WaitingContext['waited'];
}
export declare function waitForRuns<Difference>(candidates: readonly Candidate<Difference>[], { settings, mayRemove, waited, ...time }: WaitingContext): Waited<Difference>;
/** Not found where it was, and alive in another domain: it stays until it is read there. */
export declare function waitForMove(named: Omit<HeldObject, 'problem'>, domain: string): WaitingRemoval;
/** How many of each type wait for the same, the nearest first. */
export declare function countWaits(waiting: readonly WaitingRemoval[]): readonly RemovalWait[];
/** Never removed, whoever asks for it: that an object was not found proves nothing (rule R1). */
export declare function holdVanished(named: Omit<HeldObject, 'problem'>, detail: string): HeldObject;
