/**
 * Looks up what is in the tenant, is ours and was not read in the directory: was it deleted, or is it only not seen?
 *
 *     not read
 *        +- looked up in its own domain, at a second controller, and in all other domains
 *             +- alive elsewhere .. on its way: nothing, until the next run reads it there
 *             +- tombstone there .. deleted: evidence; elsewhere it is what a move left behind (rule R5)
 *             +- otherwise ........ vanished: held, whatever the reason (rule R1)
 */
import type { ObjectGuid } from '../contract/identifiers.ts';
import type { Evidence } from '../contract/plan.ts';
import { type Result } from '../contract/result.ts';
import type { DirectorySource } from './directory-source.ts';
/** What the tenant has and no domain showed. */
export interface Missing<Item> {
    readonly objectGuid: ObjectGuid;
    readonly item: Item;
}
export interface Absence<Item> extends Missing<Item> {
    readonly found: {
        readonly kind: 'deleted';
        readonly evidence: Evidence;
    }
    /** To this domain. */
     | {
        readonly kind: 'onItsWay';
        readonly domain: string;
    } | {
        readonly kind: 'vanished';
        readonly detail: string;
    };
}
/** @param home the domain that they should be in; null where nothing says which: then each is asked as if it were that one */
export declare function findAbsences<Item>(missing: readonly Missing<Item>[], home: DirectorySource | null, directories: readonly DirectorySource[], signal: AbortSignal): Promise<Result<readonly Absence<Item>[]>>;
