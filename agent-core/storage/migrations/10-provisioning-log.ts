/** record.db, version 10: an index of what runs did to whom and when, who started each run, and when a change was attempted. Frozen. */
export const provisioningLog = `ALTER TABLE runs ADD COLUMN started_by TEXT NOT NULL DEFAULT 'unknown';
CREATE INDEX runs_by_start ON runs (started_at);
ALTER TABLE unknown_changes ADD COLUMN attempted_at TEXT;
CREATE TABLE provisioning_log (
  id INTEGER PRIMARY KEY AUTOINCREMENT, run_id TEXT NOT NULL, position INTEGER NOT NULL, at TEXT NOT NULL, duration_ms INTEGER,
  object_guid TEXT NOT NULL, name TEXT NOT NULL, action TEXT NOT NULL, status TEXT NOT NULL,
  saying TEXT, is_repeat INTEGER NOT NULL DEFAULT 0,
  UNIQUE (run_id, position),
  FOREIGN KEY (run_id, position) REFERENCES run_entries (run_id, position) ON DELETE CASCADE
) STRICT;
CREATE INDEX provisioning_log_by_object ON provisioning_log (object_guid, id);
CREATE INDEX provisioning_log_by_name ON provisioning_log (name);
CREATE INDEX provisioning_log_by_time ON provisioning_log (at);
CREATE INDEX provisioning_log_by_saying ON provisioning_log (saying, run_id) WHERE saying IS NOT NULL;
CREATE INDEX provisioning_log_repeats ON provisioning_log (at) WHERE is_repeat = 1;
INSERT INTO provisioning_log (run_id, position, at, object_guid, name, action, status)
SELECT
  run_id, position, started_at,
  coalesce(entry ->> '$.outcome.change.objectGuid', entry ->> '$.held.objectGuid'),
  lower(coalesce(
    entry ->> '$.outcome.change.userPrincipalName', entry ->> '$.held.userPrincipalName', entry ->> '$.held.displayName'
  )),
  coalesce(entry ->> '$.outcome.change.kind', 'none'),
  CASE coalesce(entry ->> '$.outcome.kind', entry ->> '$.held.problem.code')
    WHEN 'applied' THEN 'success'
    WHEN 'failed' THEN 'failure'
    WHEN 'notAttempted' THEN 'skipped'
    WHEN 'scope.left' THEN 'skipped'
    WHEN 'unknown' THEN
      CASE entry ->> '$.outcome.fate' WHEN 'made' THEN 'success' WHEN 'notMade' THEN 'failure' ELSE 'unknown' END
    ELSE 'held'
  END
FROM run_entries NATURAL JOIN runs ORDER BY sequence, position`;
