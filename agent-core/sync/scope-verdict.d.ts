/** What the scope says of one object, and the rule that said so, in words that answer "why is this person missing?". */
import type { GroupSettings, ObjectReference } from '../contract/settings.ts';
import type { DirectoryObject } from './directory-source.ts';
export type Verdict = {
    readonly kind: 'in';
    readonly rule: string;
} | {
    readonly kind: 'out';
    readonly rule: string;
}
/** Something that the scope is made of could not be found or read. Then nothing is done about the object, least of all a removal. */
 | {
    readonly kind: 'undecided';
    readonly rule: string;
};
/** One way to decide, over everything that was read. */
export interface ScopeDecision {
    verdictOf(object: DirectoryObject): Verdict;
    /** Groups and units that the settings name and nobody found. */
    readonly missing: readonly ObjectReference[];
}
export interface Decision extends ScopeDecision {
    /** Whether any group is, whatever the scope says. */
    readonly groups: Pick<GroupSettings, 'areSynchronised'>;
}
