/** record.db, version 1: settings, runs and their entries, links and sign-in blocks. Frozen. */
export const firstTables = `CREATE TABLE settings (
  revision INTEGER PRIMARY KEY, saved_at TEXT NOT NULL, tenant_display_name TEXT NOT NULL,
  password_secret TEXT NOT NULL, settings TEXT NOT NULL
) STRICT;
CREATE TABLE runs (
  run_id TEXT PRIMARY KEY, sequence INTEGER NOT NULL UNIQUE, started_at TEXT NOT NULL, report TEXT
) STRICT, WITHOUT ROWID;
CREATE TABLE run_entries (
  run_id TEXT NOT NULL REFERENCES runs (run_id) ON DELETE CASCADE, position INTEGER NOT NULL, entry TEXT NOT NULL,
  PRIMARY KEY (run_id, position)
) STRICT, WITHOUT ROWID;
CREATE TABLE links (
  object_guid TEXT PRIMARY KEY, anchor TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE sign_in_blocks (
  anchor TEXT PRIMARY KEY, run_id TEXT NOT NULL
) STRICT, WITHOUT ROWID;`;
