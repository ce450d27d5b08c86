/** Files of the data folder that more than the agent knows of. */

/** While it is there, the next start may begin a new record in place of one that is damaged or gone. */
export const newRecordWishFilename = 'begin-new-record';

/**
 * While it is there, the databases are copies from an earlier moment that were put back: what happened since is not in them. Everything is read anew
 * and nothing is removed until a run has read both sides; then the agent takes it away.
 */
export const putBackFilename = 'put-back';

/** What the agent asks of the updater. */
export const updateAskFilename = 'update-request.json';

/** A file of the log: its day, and which it is of that day. Such names sort by age. */
export const logFilePattern = /^agent-(\d{4}-\d{2}-\d{2})-(\d{4})\.log$/;

/** In the folder of the updater: what it tells everybody. */
export const updaterStatusFilename = 'status.json';
