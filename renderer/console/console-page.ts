/** The pages of the console, in the order of the navigation. */
export const consolePages = [
  'overview',
  'plan',
  'findings',
  'decisions',
  'objects',
  'log',
  'agent',
  'updates',
] as const;
export type ConsolePage = (typeof consolePages)[number];
