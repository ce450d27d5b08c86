/** Whom the provisioning log knows by a part of a name: whoever is gone is found by what was written about them alone. */
import type { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import { type ObjectGuid, objectGuidSchema } from '../contract/identifiers.ts';
import { searchedName } from './provisioning-log.ts';

export interface FormerObject {
  readonly objectGuid: ObjectGuid;
  readonly displayName: string;
}

/** @returns those that have it in a name which they have or had, in order of the name */
export type CalledInLog = (part: string) => Iterable<FormerObject>;

const rowSchema = z.object({ object_guid: objectGuidSchema, name: z.string() });

export function createCalledInLog(record: DatabaseSync): CalledInLog {
  const called = record.prepare(
    `SELECT object_guid, coalesce((
       SELECT coalesce(entry ->> '$.outcome.change.displayName', entry ->> '$.held.displayName')
       FROM provisioning_log AS line NATURAL JOIN run_entries
       WHERE line.object_guid = object_names.object_guid ORDER BY line.id DESC LIMIT 1), min(name)) AS name
     FROM object_names WHERE instr(name, ?) > 0 GROUP BY object_guid ORDER BY 2`,
  );
  return function* (part) {
    for (const found of called.iterate(searchedName(part.trim()))) {
      const row = rowSchema.parse(found);
      yield { objectGuid: row.object_guid, displayName: row.name };
    }
  };
}
