/** record.db, version 11: when changes that failed are tried again. Frozen. */
export const escrows = `CREATE TABLE escrows (
  digest TEXT PRIMARY KEY, first_failed_at TEXT NOT NULL, next_attempt_at TEXT, problem TEXT NOT NULL
) STRICT, WITHOUT ROWID`;
