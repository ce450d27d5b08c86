/** Membership that stands in no member list: primaryGroupID is the last part of a SID whose beginning is the person's own (rule R22). */
import { type DirectoryObject, firstValue } from './directory-source.ts';

export function primaryGroupSidOf(object: DirectoryObject): string | null {
  const rid = firstValue(object, 'primaryGroupID');
  return rid === null ? null : (firstValue(object, 'objectSid')?.replace(/\d+$/, rid) ?? null);
}

/** Null as well for the one that everybody has from the start. */
export function ownPrimaryGroupSidOf(object: DirectoryObject): string | null {
  const sid = primaryGroupSidOf(object);
  return isDomainUsers(sid) ? null : sid;
}

/** Everybody is in Domain Users from the start: such a group would say nothing ([MS-SAMR] 2.2.1.14). */
export const isDomainUsers = (sid: string | null): boolean => sid?.endsWith('-513') === true;
