/** The command that shows all of a plan with other settings, as it can be typed again. */

import { oneLine } from '../contract/one-line.ts';

/** @param words KEY=VALUE, as the program got them from the shell */
export const planLine = (words: readonly string[]): string =>
  ['bridgehead plan', ...words.map(oneLine).map(quoted), '--all'].join(' ');

function quoted(word: string): string {
  return /^[\w.,:=@%+/-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;
}
