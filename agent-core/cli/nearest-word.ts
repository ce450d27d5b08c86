/** What a word that is not known may have been meant to be. */
import { closestMatch } from 'leven';

/** The same in other case, the same with two letters in each other's place, or at most two letters are wrong, and not most of the word. */
export function nearestWord(word: string, candidates: readonly string[]): string | null {
  const typed = [word, ...swapsOf(word)].map((each) => each.toLowerCase());
  const same = candidates.find((candidate) => typed.includes(candidate.toLowerCase()));
  if (same !== undefined) return same;
  const most = Math.min(2, Math.floor(word.length / 3));
  return most === 0 ? null : (closestMatch(word, candidates, { maxDistance: most }) ?? null);
}

const swapsOf = (word: string): readonly string[] =>
  Array.from(word.slice(1), (letter, at) => `${word.slice(0, at)}${letter}${word[at]}${word.slice(at + 2)}`);

/** As the end of a sentence. */
export function didYouMean(word: string, candidates: readonly string[]): string {
  const meant = nearestWord(word, candidates);
  return meant === null ? '' : `; did you mean "${meant}"?`;
}
