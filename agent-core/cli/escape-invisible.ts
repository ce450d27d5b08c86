/** Shows characters that nobody sees: a name may hold some, and would pass for another or change what the terminal shows. */

/** @returns the text with control and zero-width characters as escapes such as `\u200b`; ends of lines stay */
export function escapeInvisible(text: string): string {
  return text.replace(/[\p{Cf}\p{Zl}\p{Zp}]|(?![\n\t])\p{Cc}/gu, escaped);
}

function escaped(character: string): string {
  const code = (character.codePointAt(0) ?? 0).toString(16);
  return code.length > 4 ? `\\u{${code}}` : `\\u${code.padStart(4, '0')}`;
}
