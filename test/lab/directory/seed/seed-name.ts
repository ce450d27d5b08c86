/** Which seed a directory begins with: the small one of 20 people, the default one of 1,000, or one of any size. */
export type SeedName = 'small' | 'default' | number;

/** Besides those that a person can ask for, the seed of the second forest. */
export type DirectorySeedName = SeedName | 'fabrikam';

export const defaultSeedSize = 1_000;
/** Fewer would leave no room for the odd ones. */
export const smallestSeedSize = 100;
export const largestSeedSize = 500_000;

/** Undefined when `word` names no seed. */
export function parseSeedName(word: string): SeedName | undefined {
  if (word === 'small' || word === 'default') return word;
  const size = /^\d{1,7}$/.test(word) ? Number(word) : 0;
  if (size === defaultSeedSize) return 'default';
  return size >= smallestSeedSize && size <= largestSeedSize ? size : undefined;
}
