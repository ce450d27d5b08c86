/** The version of this build; the house rules hold it equal to the one in package.json. */
export const version = '0.1.0';
