/** Rows of cache.db in the words of the steps. */
import type { SQLOutputValue } from 'node:sqlite';
import type { TenantObjectId } from '../contract/identifiers.ts';
import type { KnownEnd } from '../sync/both-sides.ts';
import type { MemberReference } from '../sync/directory-source.ts';
import { objectGuidOf } from './cache-directory.ts';

export type Row = Readonly<Record<string, SQLOutputValue>>;

export function endOf({ is_open, tenant_id }: Row): KnownEnd {
  return { isQuiet: is_open === 0, tenantObjectId: tenantIdOf(tenant_id) };
}

export const referenceOf = ({ member_guid, member_sid }: Row): MemberReference => ({
  objectGuid: objectGuidOf(member_guid),
  sid: member_sid === null || member_sid === undefined ? null : String(member_sid),
});

/** Written by these files from the same types; SQLite vouches for the bytes. */
export const tenantIdOf = (value: unknown): TenantObjectId | null =>
  typeof value === 'string' ? (value as TenantObjectId) : null;
