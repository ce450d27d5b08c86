/**
 * What a group of the directory is to the tenant. Graph writes security groups; groups with a mail address belong to Exchange and are
 * read-only there, so they are shown with the reason and left alone (rule R26).
 *
 *     groupType says security ----+-- no mail address --> security group          written
 *                                 +-- mail address -----> mail-enabled security   shown
 *     groupType says otherwise ---+-- mail address -----> distribution group      shown
 *                                 +-- no mail address --> of no use to a tenant   left out
 */
import { allValues, type DirectoryObject, firstValue } from './directory-source.ts';
import { hasBits } from './integer-bits.ts';

export type GroupKind = 'security' | 'mailEnabledSecurity' | 'distribution' | 'plainDistribution';

/** The sign bit of groupType, which is a signed 32-bit number ([MS-ADTS] 2.2.12). */
const securityBit = 0x8000_0000n;

export function groupKindOf(group: DirectoryObject): GroupKind {
  const isSecurity = hasBits(firstValue(group, 'groupType'), securityBit);
  if (isMailEnabled(group)) return isSecurity ? 'mailEnabledSecurity' : 'distribution';
  return isSecurity ? 'security' : 'plainDistribution';
}

/** As Entra Connect decides it: a mail attribute, or a primary address. */
export function isMailEnabled(object: DirectoryObject): boolean {
  const hasPrimaryAddress = allValues(object, 'proxyAddresses').some((address) => /^SMTP:.*@/.test(address));
  return hasPrimaryAddress || (firstValue(object, 'mail')?.includes('@') ?? false);
}
