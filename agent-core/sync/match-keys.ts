/** By what an account that somebody made in the tenant shows that it is the person of the directory (rule R28). Both ways are off by default. */
import type { MatchingSettings } from '../contract/settings.ts';
import { type DirectoryObject, firstValue } from './directory-source.ts';
import type { Organization } from './tenant.ts';

/** Lower case. */
export interface MatchKeys {
  readonly signInName: string | null;
  readonly addresses: readonly string[];
}

export const noMatchKeys: MatchKeys = { signInName: null, addresses: [] };

/**
 * Only what a verified domain vouches for: an address of any other one could have been given to anybody. A sign-in name that was made up
 * because the directory has none that fits says nothing of the person.
 */
export function matchKeysOf(
  object: DirectoryObject,
  { matching, organization }: { readonly matching: MatchingSettings; readonly organization: Organization },
): MatchKeys {
  const isVerified = (address: string) =>
    organization.verifiedDomains.includes(address.slice(address.lastIndexOf('@') + 1));
  const signInName = firstValue(object, 'userPrincipalName')?.toLowerCase() ?? null;
  return {
    signInName: matching.bySignInName && signInName !== null && isVerified(signInName) ? signInName : null,
    addresses: matching.byMail ? mailAddressesOf(object).filter(isVerified) : [],
  };
}

/** `mail` and the primary one of proxyAddresses; an address of several people, or of one who left, is rather among the others. */
export function mailAddressesOf(object: DirectoryObject): readonly string[] {
  const primary = object.attributes.proxyAddresses?.find((address) => address.startsWith('SMTP:'))?.slice(5);
  const addresses = [firstValue(object, 'mail'), primary ?? null].filter((address) => address !== null);
  return [...new Set(addresses.map((address) => address.toLowerCase()))];
}
