/**
 * Makes the text of a program small, since the runtime reads it before anything else and keeps it in memory: without comments and indentation, and
 * with one byte for each character, of which it takes two as soon as one of them is not of Latin 1.
 */
import type { Plugin } from 'vite';

/** @param path of the program, without its ending; what it loads only when it is needed lies beside it */
export const leanOutput = (path: string) =>
  ({
    format: 'esm',
    entryFileNames: `${path}.mjs`,
    chunkFileNames: `${path}-[name].mjs`,
    // Licences stay, and so do names: a defect is found by them.
    comments: { legal: true, annotation: false, jsdoc: false },
    minify: { compress: false, mangle: false, codegen: { removeWhitespace: true } },
  }) as const;

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

/** Whatever is loaded while a program still starts must not wait for that program: nobody would ever go on. */
export const partsStandAlone: Plugin = {
  name: 'bridgehead:parts',
  generateBundle: (_options, bundle) => {
    const chunks = Object.values(bundle).filter((output) => output.type === 'chunk');
    const programs = new Set(chunks.filter(({ isEntry }) => isEntry).map(({ fileName }) => fileName));
    for (const { fileName, imports } of chunks) {
      const waitedFor = imports.find((imported) => programs.has(imported));
      if (waitedFor !== undefined)
        throw new Error(`${fileName} waits for ${waitedFor}: load packages late, and no sources`);
    }
  },
};
