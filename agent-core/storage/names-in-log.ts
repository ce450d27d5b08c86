/** Whom the provisioning log knows by a part of a name: whoever is gone is found by what was written about them alone. */
import type { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import { type ObjectGuid, objectGuidSchema } from '../contract/identifiers.ts';
import { searchedName } from './provisioning-log.ts';

export interface FormerObject {
  readonly objectGuid: ObjectGuid;
  readonly displayName: string;
}

/** @returns those that have it in a name which they have or had, in order of that name */
export type CalledInLog = (part: string) => Iterable<ObjectGuid>;

export interface NamesInLog {
  readonly called: CalledInLog;
  /** As it was called last. */
  readonly nameOf: (objectGuid: ObjectGuid) => string;
}

const guidRowSchema = z.object({ object_guid: objectGuidSchema });
const nameRowSchema = z.object({ name: z.string() });

export function createNamesInLog(record: DatabaseSync): NamesInLog {
  const called = record.prepare(
    'SELECT object_guid FROM object_names WHERE instr(name, ?) > 0 GROUP BY object_guid ORDER BY min(name)',
  );
  // Asked of those alone that are told: there may be as many as people ever were.
  const newest = record.prepare(
    `SELECT coalesce((
       SELECT coalesce(entry ->> '$.outcome.change.displayName', entry ->> '$.held.displayName')
       FROM provisioning_log AS line NATURAL JOIN run_entries WHERE line.object_guid = :guid ORDER BY line.id DESC LIMIT 1
     ), (SELECT min(name) FROM object_names WHERE object_guid = :guid)) AS name`,
  );
  return {
    called: function* (part) {
      for (const row of called.iterate(searchedName(part.trim()))) yield guidRowSchema.parse(row).object_guid;
    },
    nameOf: (guid) => nameRowSchema.parse(newest.get({ guid })).name,
  };
}
