/** record.db, version 12: which tenant users this agent deleted; what was set up before goes on keeping whoever leaves the scope. Frozen. */
export const removals = `CREATE TABLE own_deletions (anchor TEXT PRIMARY KEY, run_id TEXT NOT NULL) STRICT, WITHOUT ROWID;
UPDATE settings SET settings = json_set(
  settings, '$.removals', json_object('onLeavingScope', 'keep', 'waitRuns', 2)
)`;
