/**
 * What a group of the directory is to the tenant. Graph writes security groups; groups with a mail address belong to Exchange and are
 * read-only there, so they are shown with the reason and left alone (rule R26).
 *
 *     groupType says security ----+-- no mail address --> security group          written
 *                                 +-- mail address -----> mail-enabled security   shown
 *     groupType says otherwise ---+-- mail address -----> distribution group      shown
 *                                 +-- no mail address --> of no use to a tenant   left out
 */
import { type DirectoryObject } from './directory-source.ts';
export type GroupKind = 'security' | 'mailEnabledSecurity' | 'distribution' | 'plainDistribution';
export declare function groupKindOf(group: DirectoryObject): GroupKind;
/** As Entra Connect decides it: a mail attribute, or a primary address. */
export declare function isMailEnabled(object: DirectoryObject): boolean;
