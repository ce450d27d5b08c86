/** record.db, version 17: whether an object ever had a sign-in name and a mail address; of those joined before nobody knows. Frozen. */
export const whatObjectsHad = `ALTER TABLE links ADD COLUMN had_name INTEGER;
ALTER TABLE links ADD COLUMN had_mail INTEGER`;
