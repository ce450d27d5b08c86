/** record.db, version 19: decisions know what the change would do and to whom, and they and exemptions with which finding they were given. Frozen. */
export const whatIsApproved = `ALTER TABLE decisions ADD COLUMN what TEXT;
ALTER TABLE decisions ADD COLUMN objects TEXT;
ALTER TABLE decisions ADD COLUMN finding TEXT;
ALTER TABLE exemptions ADD COLUMN finding TEXT`;
