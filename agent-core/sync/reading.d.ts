/** What came of reading one side, and why it ended early if it did. */
import type { Problem } from '../contract/problem.ts';
/** Complete means `problem` is null. Of an incomplete reading, absence proves nothing (rule R1). */
export interface Reading<Item> {
    readonly objects: readonly Item[];
    readonly problem: Problem | null;
}
/** Several as one: complete if each of them is. */
export declare function joinReadings<Item>(readings: readonly Reading<Item>[]): Reading<Item>;
