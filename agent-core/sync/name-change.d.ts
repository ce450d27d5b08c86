import type { Change } from '../contract/plan.ts';
export declare function nameChange(change: Change): string;
/** Where the group is named already: of a link whom it is about. */
export declare const nameEnd: (change: Change) => string;
/**
 * Of many changes, each once: a group that is made anew with the number of its members, and one that goes with those that it has.
 * @param memberCounts of groups of the tenant, as far as they are known
 */
export declare const nameChanges: (changes: readonly Change[], memberCounts?: ReadonlyMap<string, number>) => readonly string[];
