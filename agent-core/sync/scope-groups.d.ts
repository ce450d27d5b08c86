/**
 * Step 2, for groups and contacts: what a group is, and which ones are kept in step. As with people every verdict carries its rule, and
 * what Graph does not let an application write is in scope all the same, and shown with the reason (rule R26).
 */
import { type Problem } from '../contract/problem.ts';
import { type DirectoryGroup, type DirectoryObject } from './directory-source.ts';
import type { ScopedObject } from './scope.ts';
import { type ScopeRule } from './scope-rule.ts';
import type { Decision } from './scope-verdict.ts';
export interface ScopedGroups {
    readonly inScope: readonly DirectoryGroup[];
    readonly outOfScope: readonly ScopedObject[];
    readonly notWritable: readonly NotWritable[];
    /** Left alone: nobody knows whether they are in scope. */
    readonly undecided: readonly ScopedObject[];
}
/** A group or a contact that would be in the tenant if Graph could write it. */
export interface NotWritable {
    readonly object: DirectoryObject;
    readonly problem: Problem;
}
export declare function scopeGroups(groups: readonly DirectoryGroup[], contacts: readonly DirectoryObject[], decision: Decision): ScopedGroups;
export declare function whyNotWritable(object: DirectoryObject, group: DirectoryObject | null): Problem | null;
export declare const groupRulesFor: ({ groups }: Decision) => readonly ScopeRule[];
export declare const contactRules: readonly ScopeRule[];
