/**
 * Accounts that have expired in the directory and may sign in to the tenant all the same (rule R24). Cloud Sync and Connect do not let
 * accountExpires decide about accountEnabled, and neither does this: whoever counted on that would lock people out who work in the cloud.
 * So nothing is changed, and every report says how many there are. No change of the directory tells that the time has come: where objects
 * are remembered, the time stands with the verdict on each, in an index, and what is due is asked for in every run.
 */
import type { Finding } from '../contract/plan.ts';
import { type DirectoryObject } from './directory-source.ts';
import type { TenantUser } from './tenant.ts';
export interface Expired {
    readonly count: number;
    /** What the first of them are called, the latest first. */
    readonly latest: readonly string[];
}
/** So many are named. */
export declare const expiredNamed = 5;
/** ISO 8601; null where it makes no difference when. Who is not in the tenant yet is made there as the directory says: ready to sign in. */
export declare function expiryOf(object: DirectoryObject, counterpart: TenantUser | undefined): string | null;
/** Where everything was read. @param now ISO 8601 */
export declare function findExpired(inScope: readonly DirectoryObject[], tenantUsers: readonly TenantUser[], now: string): Expired;
/** Holds nothing. */
export declare function noteExpired({ count, latest }: Expired): readonly Finding[];
