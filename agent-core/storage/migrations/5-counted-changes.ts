/** record.db, version 5: what the changes of the last days count as to the guard. Frozen. */
export const countedChanges = `CREATE TABLE counted_changes (
  at TEXT NOT NULL, kind TEXT NOT NULL, digest TEXT NOT NULL, run_id TEXT NOT NULL,
  PRIMARY KEY (at, kind, digest, run_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX counted_changes_by_digest ON counted_changes (run_id, digest)`;
