/** record.db, version 8: which values were written to which attributes in the last days, to notice somebody who writes them back. Frozen. */
export const attributeWrites = `CREATE TABLE attribute_writes (
  object_guid TEXT NOT NULL, attribute TEXT NOT NULL, value TEXT NOT NULL, run_id TEXT NOT NULL, at TEXT NOT NULL,
  PRIMARY KEY (object_guid, attribute, value, run_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX attribute_writes_by_time ON attribute_writes (at)`;
