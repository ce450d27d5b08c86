/**
 * Which sign-in name a change gives up, and which it takes, in small letters: no two users of a tenant have one at a time. A user that is
 * deleted gives its name up at once; its addresses stay reserved as long as it can be restored.
 */
import type { Change } from '../contract/plan.ts';
/** Null when nobody else may have another name because of it. */
export declare function nameGivenUp(change: Change): string | null;
/** The one that the object will have, if the change gives it one. */
export declare function nameTaken(change: Change): string | null;
