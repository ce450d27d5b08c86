/** Tests that could go on for long do so when BRIDGEHEAD_LONG=1 is in the environment; otherwise a share of it has to do. */
export const isLongForm = process.env.BRIDGEHEAD_LONG === '1';
