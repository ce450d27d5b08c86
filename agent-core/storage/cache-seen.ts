/** What every reading notes of whom it saw, in directory_objects of cache.db: [objectGUID, domain, type] of each. */

/** Most are as they were, and are not written again. Whoever is seen is absent no more. */
export const noteSeen = `
  INSERT INTO directory_objects (object_guid, domain, object_type)
  SELECT value ->> 0, value ->> 1, value ->> 2 FROM json_each(?) WHERE true
  ON CONFLICT (object_guid) DO UPDATE SET domain = excluded.domain, absent_since = NULL
  WHERE domain <> excluded.domain OR absent_since IS NOT NULL`;
