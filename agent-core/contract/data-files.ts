/** Files of the data folder that more than the agent knows of. */

/** While it is there, the next start may begin a new record in place of one that is damaged or gone. */
export const newRecordWishFilename = 'begin-new-record';
