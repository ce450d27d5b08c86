/** Files of the data folder that more than the agent knows of. */

/** While it is there, the next start may begin a new record in place of one that is damaged or gone. */
export const newRecordWishFilename = 'begin-new-record';

/** A file of the log: its day, and which it is of that day. Such names sort by age. */
export const logFilePattern = /^agent-(\d{4}-\d{2}-\d{2})-(\d{4})\.log$/;
