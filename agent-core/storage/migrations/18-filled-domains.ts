/** record.db, version 18: which domains are filled; where the tenant is, all that are connected now. Frozen. */
export const filledDomains = `CREATE TABLE filled_domains (domain TEXT PRIMARY KEY, run_id TEXT NOT NULL) STRICT, WITHOUT ROWID;
INSERT OR IGNORE INTO filled_domains
SELECT lower(one.value ->> '$.name'), run_id
FROM (SELECT settings FROM settings ORDER BY revision DESC LIMIT 1), json_each(settings, '$.domains') AS one, filled`;
