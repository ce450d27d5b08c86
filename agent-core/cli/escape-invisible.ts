/** Shows characters that nobody sees: a name may hold some, and would pass for another or change what the terminal shows. */
import { escapeCharacter } from '../contract/one-line.ts';

/** @returns the text with control and zero-width characters as escapes such as `\u200b`; ends of lines stay, since ours are among them */
export function escapeInvisible(text: string): string {
  return text.replace(/[\p{Cf}\p{Zl}\p{Zp}]|(?![\n\t])\p{Cc}/gu, escapeCharacter);
}
