/** By what an account that somebody made in the tenant shows that it is the person of the directory (rule R28). Both ways are off by default. */
import type { MatchingSettings } from '../contract/settings.ts';
import { type DirectoryObject } from './directory-source.ts';
import type { Organization } from './tenant.ts';
/** Lower case. */
export interface MatchKeys {
    readonly signInName: string | null;
    readonly addresses: readonly string[];
}
export declare const noMatchKeys: MatchKeys;
/**
 * Only what a verified domain vouches for: an address of any other one could have been given to anybody. A sign-in name that was made up
 * because the directory has none that fits says nothing of the person.
 */
export declare function matchKeysOf(object: DirectoryObject, { matching, organization }: {
    readonly matching: MatchingSettings;
    readonly organization: Organization;
}): MatchKeys;
/** `mail` and the primary one of proxyAddresses; an address of several people, or of one who left, is rather among the others. */
export declare function mailAddressesOf(object: DirectoryObject): readonly string[];
