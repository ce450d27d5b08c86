/** record.db, version 4: which entries of reports are of changes that were attempted and of which nobody knows how they went. Frozen. */
export const unknownChanges = `CREATE TABLE unknown_changes (
  run_id TEXT NOT NULL, position INTEGER NOT NULL, PRIMARY KEY (run_id, position),
  FOREIGN KEY (run_id, position) REFERENCES run_entries (run_id, position) ON DELETE CASCADE
) STRICT, WITHOUT ROWID`;
