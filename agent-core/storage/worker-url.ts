/** Where the program of a thread lies. */
import { extname } from 'node:path';

/**
 * Named from a folder above, so that it is also found from a build, whose other programs lie beside this folder.
 * @param program in this folder, without its ending
 */
export const workerUrl = (program: string): URL =>
  new URL(`../storage/${program}${extname(import.meta.filename)}`, import.meta.url);
