/** Finds what differs between two texts, so that a person sees it without comparing letter by letter. */

export interface MarkedText {
  readonly start: string;
  /** The part that differs; may be empty on one side. */
  readonly changed: string;
  readonly end: string;
}

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** Whole letters with their accents, never half of one. */
export function markChangedPart(before: string, after: string): { before: MarkedText; after: MarkedText } {
  const left = lettersOf(before);
  const right = lettersOf(after);
  const shorter = Math.min(left.length, right.length);
  let start = 0;
  while (start < shorter && left[start] === right[start]) start += 1;
  let end = 0;
  while (end < shorter - start && left[left.length - 1 - end] === right[right.length - 1 - end]) end += 1;
  return { before: mark(left, start, end), after: mark(right, start, end) };
}

const lettersOf = (text: string) => Array.from(graphemes.segment(text), ({ segment }) => segment);

const mark = (letters: readonly string[], start: number, end: number): MarkedText => ({
  start: letters.slice(0, start).join(''),
  changed: letters.slice(start, letters.length - end).join(''),
  end: letters.slice(letters.length - end).join(''),
});
