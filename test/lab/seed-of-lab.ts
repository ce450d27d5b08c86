/** The seed that a lab's directory began with, worked out again from its name. */
import { type DirectorySeed, directorySeed } from './directory/seed/directory-seed.ts';
import { parseSeedName } from './directory/seed/seed-name.ts';
import type { LabFacts } from './lab-facts.ts';

export function seedOfLab({ directory: { seed, hasExchange } }: LabFacts): DirectorySeed {
  const name = seed === 'fabrikam' ? seed : parseSeedName(seed);
  if (name === undefined) throw new Error(`There is no seed ${seed}.`);
  return directorySeed(name, hasExchange);
}
