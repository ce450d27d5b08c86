/** record.db, version 7: who did what to the agent, each entry with the hash of the one before. Frozen. */
export const auditTrail = `CREATE TABLE audit (
  sequence INTEGER PRIMARY KEY, at TEXT NOT NULL, done_by TEXT NOT NULL, act TEXT NOT NULL, detail TEXT NOT NULL,
  previous TEXT NOT NULL, hash TEXT NOT NULL
) STRICT;
CREATE TABLE audit_head (
  id INTEGER PRIMARY KEY CHECK (id = 1), sequence INTEGER NOT NULL, hash TEXT NOT NULL
) STRICT`;
