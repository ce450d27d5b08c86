/**
 * Objects that returned without what they are matched by (rule R7). Without the Recycle Bin of the directory an object that is brought back
 * has lost userPrincipalName, mail and most other values: a name made up for it would replace the real one, and the rest would be cleared.
 *
 *     has no userPrincipalName +- had one ............................................ stripped
 *                              +- nobody knows, and the tenant user has another name .. stripped
 *                              +- had mail, and has none ............................. stripped
 *                              +- otherwise: it never had any .......................... as everybody
 *
 * Where people are matched by mail, an address that is lost is enough. Elsewhere whoever still has a userPrincipalName did not return:
 * somebody took the address away. An object that never had either cannot be told from one that was stripped.
 */
import type { ObjectGuid } from '../../contract/identifiers.ts';
import type { Change } from '../../contract/plan.ts';
import { type DirectoryObject } from '../directory-source.ts';
import type { KnownLinks } from '../memory.ts';
import { type GuardKind } from './guard-kind.ts';
/** That sign-in is blocked waits for nobody, and a link that is added takes nothing away. */
export declare const strippedObjects: GuardKind;
export interface StrippedContext {
    /** That were read and are in scope. */
    readonly users: readonly DirectoryObject[];
    readonly hadAmong: (objectGuids: readonly ObjectGuid[]) => KnownLinks['had'];
    /** People are matched by their mail address. */
    readonly isMailMatched: boolean;
}
export declare function findStripped(changes: readonly Change[], context: StrippedContext): ReadonlySet<ObjectGuid>;
