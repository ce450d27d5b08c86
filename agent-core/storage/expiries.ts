/** Whose account has expired in the directory although the person may sign in to the tenant (rule R24), as the newest run saw it. */
import type { DatabaseSync } from 'node:sqlite';
import type { ObjectGuid } from '../contract/identifiers.ts';

/** ISO 8601; null where it has not, or makes no difference. */
export type ExpiredAt = (objectGuid: ObjectGuid) => string | null;

/** @param now when the newest run began, ISO 8601; null before there was one */
export function createExpiries(cache: DatabaseSync, now: string | null): ExpiredAt {
  const judged = cache.prepare('SELECT expires_at FROM verdicts WHERE object_guid = ? AND expires_at <= ?');
  return (objectGuid) => {
    const at = judged.get(objectGuid, now)?.expires_at;
    return typeof at === 'string' ? at : null;
  };
}
