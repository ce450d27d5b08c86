/** record.db, version 2: who saved each revision of the settings. Frozen. */
export const whoSaved = `ALTER TABLE settings ADD COLUMN saved_by TEXT NOT NULL DEFAULT 'unknown'`;
