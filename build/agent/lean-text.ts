/**
 * Makes the text of a program small, since the runtime keeps it in memory: without comments, and with one byte for each character, of which it
 * takes two as soon as one of them is not of Latin 1.
 */
import type { Plugin } from 'vite';

/** Licences stay. */
export const legalComments = { legal: true, annotation: false, jsdoc: false } as const;

/** To be used without comments: an escape means a character in texts and expressions only. */
export const writtenInAscii: Plugin = {
  name: 'bridgehead:ascii',
  generateBundle: (_options, bundle) => {
    for (const output of Object.values(bundle)) {
      if (output.type === 'chunk') output.code = output.code.replaceAll(/[\u0080-\uffff]/g, escapeUnit);
    }
  },
};

const escapeUnit = (unit: string) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
