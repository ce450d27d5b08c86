/**
 * record.db, version 16: that the tenant is filled, for good; values that were written again and again, so that nobody looks through
 * all writes for them; and who held a directory role when that was last read. Frozen.
 */
export const guardMemory = `CREATE TABLE filled (only INTEGER PRIMARY KEY CHECK (only = 1), run_id TEXT NOT NULL) STRICT;
INSERT INTO filled SELECT 1, run_id FROM runs
WHERE EXISTS (SELECT 1 FROM links) AND report ->> '$.result' IN ('succeeded', 'succeededWithProblems', 'failed')
  AND coalesce(report ->> '$.isBroken', 0) = 0 AND report ->> '$.tenant.isComplete' = 1
  AND report ->> '$.counts.notAttempted' = 0 AND coalesce(report ->> '$.counts.unknown', 0) = 0
ORDER BY sequence LIMIT 1;
CREATE TABLE contested_values (
  object_guid TEXT NOT NULL, attribute TEXT NOT NULL, value TEXT NOT NULL,
  PRIMARY KEY (object_guid, attribute, value)
) STRICT, WITHOUT ROWID;
INSERT INTO contested_values SELECT object_guid, attribute, value FROM attribute_writes
GROUP BY object_guid, attribute, value HAVING count(*) >= 3;
CREATE TABLE known_privileged (only INTEGER PRIMARY KEY CHECK (only = 1), tenant_object_ids TEXT NOT NULL) STRICT`;
