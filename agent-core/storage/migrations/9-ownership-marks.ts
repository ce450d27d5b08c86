/** record.db, version 9: an id of this record's configuration, made once; settings version 3, which name it in every revision. Frozen. */
export const ownershipMarks = `CREATE TABLE configuration (id TEXT NOT NULL) STRICT;
INSERT INTO configuration
WITH random AS MATERIALIZED (SELECT lower(hex(randomblob(16))) AS digits)
SELECT
  substr(digits, 1, 8) || '-' || substr(digits, 9, 4) || '-4' || substr(digits, 14, 3) || '-8' || substr(digits, 18, 3)
  || '-' || substr(digits, 21, 12)
FROM random;
UPDATE settings SET settings = json_set(
  settings,
  '$.version', 3,
  '$.configurationId', (SELECT id FROM configuration),
  '$.tenant.ownershipExtension', NULL
)`;
