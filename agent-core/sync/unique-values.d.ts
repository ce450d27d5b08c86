/** Values that no two users of a tenant have at a time: who gives one up goes before whoever takes it. */
import type { Change } from '../contract/plan.ts';
export interface UniqueValue {
    readonly name: string;
    readonly value: string;
    /** The same for the same value, in whatever capitals. */
    readonly claim: string;
}
export declare function uniqueValuesOf({ attributes }: Change, side: 'before' | 'after'): readonly UniqueValue[];
export interface Giver {
    readonly change: Change & {
        readonly kind: 'update';
    };
    readonly given: UniqueValue;
}
/** Who gives up what, by the claim. */
export declare function giversAmong(changes: readonly Change[]): ReadonlyMap<string, Giver>;
/** Those of somebody else who have what this change takes. */
export declare function giversFor(change: Change, givers: ReadonlyMap<string, Giver>): readonly Giver[];
/**
 * The same changes; whoever takes a value comes after whoever gives it up, and everybody else stays in place. In a circle somebody has
 * to be the first all the same.
 */
export declare function giversFirst(changes: readonly Change[]): readonly Change[];
