/** record.db, version 6: what the guard holds now, and what people decided about it. Frozen. */
export const approvals = `CREATE TABLE held_changes (
  run_id TEXT NOT NULL, kind TEXT NOT NULL, digest TEXT NOT NULL, position INTEGER NOT NULL, is_rejected INTEGER NOT NULL,
  PRIMARY KEY (run_id, kind, digest)
) STRICT, WITHOUT ROWID;
CREATE INDEX held_changes_by_position ON held_changes (run_id, position);
CREATE INDEX held_changes_by_digest ON held_changes (digest);
CREATE TABLE decisions (
  digest TEXT NOT NULL, kind TEXT NOT NULL, verdict TEXT NOT NULL, decided_by TEXT NOT NULL, at TEXT NOT NULL, expires_at TEXT,
  PRIMARY KEY (digest, kind)
) STRICT, WITHOUT ROWID;
CREATE TABLE exemptions (
  object_guid TEXT NOT NULL, kind TEXT NOT NULL, decided_by TEXT NOT NULL, at TEXT NOT NULL, PRIMARY KEY (object_guid, kind)
) STRICT, WITHOUT ROWID`;
