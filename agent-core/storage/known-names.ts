/** Who had a userPrincipalName when both sides were read last (rule R7): where the directory has none now, it was lost. */
import type { DatabaseSync } from 'node:sqlite';
import type { ObjectGuid } from '../contract/identifiers.ts';

/** Not any more once somebody has approved what follows from the loss. */
export type HadName = (objectGuid: ObjectGuid) => boolean;

export function createHadName(record: DatabaseSync): HadName {
  const had = record.prepare('SELECT 1 FROM links WHERE object_guid = ? AND had_name = 1');
  return (objectGuid) => had.get(objectGuid) !== undefined;
}
