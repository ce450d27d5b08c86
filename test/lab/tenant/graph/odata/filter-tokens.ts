/** Cuts the text of a $filter into words, quoted texts and marks. */
export interface FilterToken {
  readonly kind: 'word' | 'text' | 'mark' | 'rubbish';
  /** Of a quoted text what it says, with doubled quotes made single. */
  readonly text: string;
  readonly position: number;
}

/** In this order: a time holds colons and a guid begins with a digit, which other words do not. */
const pattern =
  /\s*(?:(?<text>'(?:[^']|'')*')|(?<word>\d{4}-\d{2}-\d{2}T[\d:.]+(?:Z|[+-]\d{2}:\d{2})|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|-?\d+(?:\.\d+)?|[A-Za-z_$][\w$/]*)|(?<mark>[(),:])|(?<rubbish>\S))/giy;

export function readFilterTokens(text: string): readonly FilterToken[] {
  return [...text.trimEnd().matchAll(pattern)].map((match) => {
    const [all] = match;
    const position = match.index + all.length - all.trimStart().length;
    const { text: quoted, word, mark, rubbish = '' } = match.groups ?? {};
    if (quoted !== undefined) return { kind: 'text', text: quoted.slice(1, -1).replaceAll("''", "'"), position };
    if (word !== undefined) return { kind: 'word', text: word, position };
    return mark === undefined ? { kind: 'rubbish', text: rubbish, position } : { kind: 'mark', text: mark, position };
  });
}
