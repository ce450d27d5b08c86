/**
 * What somebody else wrote, for a place in a text of ours: a name of the directory may hold an end of line, and would forge a line that nobody
 * here wrote.
 */

/** @returns the text with ends of lines, tabs, and what nobody sees, as escapes such as `\u000a` */
export function oneLine(text: string): string {
  return text.replace(/[\p{Cf}\p{Zl}\p{Zp}\p{Cc}]/gu, escapeCharacter);
}

export function escapeCharacter(character: string): string {
  const code = (character.codePointAt(0) ?? 0).toString(16);
  return code.length > 4 ? `\\u{${code}}` : `\\u${code.padStart(4, '0')}`;
}
