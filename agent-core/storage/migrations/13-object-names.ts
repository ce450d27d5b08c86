/** record.db, version 13: the provisioning log is found by every name that an object has or had, and by who was linked. Frozen. */
export const objectNames = `CREATE TABLE object_names (
  name TEXT NOT NULL, object_guid TEXT NOT NULL, PRIMARY KEY (name, object_guid)
) STRICT, WITHOUT ROWID;
CREATE INDEX object_names_by_object ON object_names (object_guid);
ALTER TABLE provisioning_log ADD COLUMN target_guid TEXT;
UPDATE provisioning_log SET target_guid = (
  SELECT entry ->> '$.outcome.change.target.objectGuid' FROM run_entries
  WHERE run_entries.run_id = provisioning_log.run_id AND run_entries.position = provisioning_log.position
) WHERE action IN ('link', 'unlink');
CREATE INDEX provisioning_log_by_target ON provisioning_log (target_guid, id) WHERE target_guid IS NOT NULL;
INSERT OR IGNORE INTO object_names SELECT name, object_guid FROM provisioning_log;
INSERT OR IGNORE INTO object_names
SELECT lower(coalesce(entry ->> '$.outcome.change.displayName', entry ->> '$.held.displayName')), object_guid
FROM provisioning_log NATURAL JOIN run_entries;
INSERT OR IGNORE INTO object_names
SELECT lower(entry ->> '$.outcome.change.target.displayName'), target_guid
FROM provisioning_log NATURAL JOIN run_entries WHERE target_guid IS NOT NULL;
DROP INDEX provisioning_log_by_name;
ALTER TABLE provisioning_log DROP COLUMN name`;
