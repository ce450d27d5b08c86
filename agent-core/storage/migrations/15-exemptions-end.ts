/** record.db, version 15: exemptions end, those from before seven days after they were given, and know the object's name. Frozen. */
export const exemptionsEnd = `ALTER TABLE exemptions ADD COLUMN expires_at TEXT;
ALTER TABLE exemptions ADD COLUMN name TEXT;
UPDATE exemptions SET expires_at = strftime('%Y-%m-%dT%H:%M:%fZ', at, '+7 days')`;
