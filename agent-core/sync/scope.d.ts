import type { Finding } from '../contract/plan.ts';
import { type ObjectReference } from '../contract/settings.ts';
import { type DirectoryObject } from './directory-source.ts';
import type { ScopeBasis } from './scope-basis.ts';
import { type ScopeRule } from './scope-rule.ts';
import type { Decision } from './scope-verdict.ts';
export interface ScopedObject {
    readonly object: DirectoryObject;
    /** Why, in words. */
    readonly rule: string;
}
export interface Scoped {
    readonly inScope: readonly DirectoryObject[];
    readonly outOfScope: readonly ScopedObject[];
    /** Left alone: nobody knows whether they are in scope. */
    readonly undecided: readonly ScopedObject[];
}
export declare function scopeObjects(objects: readonly DirectoryObject[], decision: Decision): Scoped;
export declare function decide(basis: ScopeBasis, groups?: Decision['groups']): Decision;
/** A scope that names what cannot be found is never an empty scope: whoever it might be about is held. */
export declare function findMissing(missing: readonly ObjectReference[], undecided: number): readonly Finding[];
/** Also a managed service account, whose class is derived from that of computers. */
export declare const isMachine: (object: DirectoryObject) => boolean;
/** Rule R15 and the default exclusions for users of Entra Cloud Sync. */
export declare const scopeRules: readonly ScopeRule[];
