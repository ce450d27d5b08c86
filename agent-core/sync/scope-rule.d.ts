/** The exclusions that always hold, whatever the scope: what is no person and no group is in no scope. */
import { type DirectoryObject } from './directory-source.ts';
import type { ScopeDecision, Verdict } from './scope-verdict.ts';
export interface ScopeRule {
    readonly name: string;
    excludes(object: DirectoryObject): boolean;
}
/** The exclusions come first, in their order; only of what they leave the scope is asked. */
export declare function verdictOn(object: DirectoryObject, rules: readonly ScopeRule[], decision: ScopeDecision): Verdict;
/** For objects of every kind. */
export declare const commonRules: readonly ScopeRule[];
