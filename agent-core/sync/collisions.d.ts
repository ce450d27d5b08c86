/**
 * Values that only one user may have: the anchor, the sign-in name, the mail address. Whoever shares one is held, and the problem
 * names the others. Claims are collected over everything that was read, also over objects that are held for another reason or are
 * out of scope: an object that cannot be synchronised itself still owns its anchor.
 */
import type { ObjectGuid, SourceAnchor } from '../contract/identifiers.ts';
import { type Problem } from '../contract/problem.ts';
import { type DirectoryObject } from './directory-source.ts';
import type { Scoped } from './scope.ts';
import type { Organization } from './tenant.ts';
export interface CollisionContext {
    readonly organization: Organization;
    readonly links: ReadonlyMap<ObjectGuid, SourceAnchor>;
}
/** For each object in scope the first value it shares with another, as a problem. */
export declare function findCollisions(scoped: Scoped, context: CollisionContext): ReadonlyMap<DirectoryObject, Problem>;
/** Trouble with the anchor leaves it open which tenant user is meant; with any other, that is still certain. */
export declare function isAboutAnchor(reason: Problem): boolean;
/** The form in which claims are compared; null where there is none. */
export declare function anchorClaimOf(object: DirectoryObject): string | null;
export declare function signInNameClaimOf(object: DirectoryObject, organization: Organization): string | null;
export declare function mailClaimOf(object: DirectoryObject): string | null;
