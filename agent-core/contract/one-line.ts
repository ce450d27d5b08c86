/**
 * What somebody else wrote, for a place in a text of ours: a name of the directory may hold an end of line, and would forge a line that nobody
 * here wrote.
 */

/** @returns the text with ends of lines, tabs, and what nobody sees, as escapes such as `\u000a` */
export function oneLine(text: string): string {
  return text.replace(/[\p{Cf}\p{Zl}\p{Zp}\p{Cc}]/gu, escapeCharacter);
}

/** @returns what `oneLine` made one line of: what was printed can be typed */
export function readOneLine(text: string): string {
  return text.replace(/\\u(?:([0-9a-f]{4})|\{([0-9a-f]{5,6})\})/g, (printed, short = '', long = '') => {
    const code = Number.parseInt(`${short}${long}`, 16);
    const character = code > 0x10ffff ? '' : String.fromCodePoint(code);
    return oneLine(character) === printed ? character : printed;
  });
}

export function escapeCharacter(character: string): string {
  const code = (character.codePointAt(0) ?? 0).toString(16);
  return code.length > 4 ? `\\u{${code}}` : `\\u${code.padStart(4, '0')}`;
}
