/** What a directory is made from, and how one sees that a folder was made from the same. */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { LabProblem } from '../lab-problem.ts';
import { readFileIfExists } from '../read-file-if-exists.ts';
import type { Domain } from './domain.ts';
import { exchangeAttributeEntries, exchangeClassAddition } from './exchange-schema.ts';
import { writeAddRecord, writeAddValuesRecord } from './ldif.ts';
import { directorySeed } from './seed/directory-seed.ts';
import { seedAdditions, seedEntries } from './seed/seed-entries.ts';
import { type DirectorySeedName, parseSeedName } from './seed/seed-name.ts';

export type DirectoryRecipe = {
  readonly domain: Domain;
  readonly seed: DirectorySeedName;
  /** With the schema of Exchange, and values for it. */
  readonly hasExchange: boolean;
};

/** What the schema must have before the seed comes, as LDIF: nothing without Exchange. */
export function* schemaLdif({ domain, hasExchange }: DirectoryRecipe): Generator<string> {
  if (hasExchange) for (const entry of exchangeAttributeEntries(domain)) yield writeAddRecord(entry);
}

/** Which classes may have it. */
export function* classesLdif({ domain, hasExchange }: DirectoryRecipe): Generator<string> {
  if (hasExchange) yield writeAddValuesRecord(exchangeClassAddition(domain));
}

/** The recipe as LDIF, record by record: first what is added, then what is changed once everything is there. */
export function* seedLdif({ domain, seed, hasExchange }: DirectoryRecipe): Generator<string> {
  for (const entry of seedEntries(directorySeed(seed, hasExchange), domain)) yield writeAddRecord(entry);
}

export function* additionsLdif({ domain, seed, hasExchange }: DirectoryRecipe): Generator<string> {
  for (const entry of seedAdditions(directorySeed(seed, hasExchange), domain)) yield writeAddValuesRecord(entry);
}

/** To be raised when provisioning changes in a way that the seed does not show. */
const recipeVersion = 2;

/** The larger seeds are more of the same: so many people of theirs show every change of the code that makes them. */
const sampleSize = 2_000;

/** Two domains with one digest began alike. */
export function digestRecipe(recipe: DirectoryRecipe): string {
  const { seed } = recipe;
  const sample = { ...recipe, seed: typeof seed === 'number' ? Math.min(seed, sampleSize) : seed };
  const hash = createHash('sha256').update(`${recipeVersion}\n${JSON.stringify(recipe)}\n`);
  for (const record of [...schemaLdif(recipe), ...classesLdif(recipe)]) hash.update(record);
  for (const record of seedLdif(sample)) hash.update(record);
  for (const record of additionsLdif(sample)) hash.update(record);
  return hash.digest('hex');
}

const recipeRecordSchema = z.strictObject({ seed: z.string(), hasExchange: z.boolean(), digest: z.string() });

/** What a controller's folder says of its beginning. */
export type RecipeRecord = Omit<DirectoryRecipe, 'domain'> & { readonly digest: string };

export async function readRecipeRecord(path: string): Promise<RecipeRecord | undefined> {
  const content = await readFileIfExists(path);
  if (content === undefined) return undefined;
  try {
    const { seed, hasExchange, digest } = recipeRecordSchema.parse(JSON.parse(content));
    const name = seed === 'fabrikam' ? seed : parseSeedName(seed);
    if (name === undefined) throw new Error(`There is no seed ${seed}.`);
    return { seed: name, hasExchange, digest };
  } catch (cause) {
    throw new LabProblem(`${path} does not say what the directory was made from.`, resetRemedy, { cause });
  }
}

export function writeRecipeRecord({ seed, hasExchange, digest }: RecipeRecord): string {
  return `${JSON.stringify({ seed: String(seed), hasExchange, digest })}\n`;
}

export const resetRemedy = 'Begin again from the seed: npm run lab -- reset (with the same --dir and --seed)';
