/** The two message channels between preload and main process, named once. */
export const callChannel = 'bridgehead:call';
export const eventChannel = 'bridgehead:event';
