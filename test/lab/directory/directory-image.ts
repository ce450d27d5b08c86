/**
 * Provisioning a domain takes seconds and copying one takes a moment, so the lab keeps an image of the seeded domain: never
 * started, without a known password, with no path or address in it. Every lab folder begins as a copy.
 */
import { existsSync } from 'node:fs';
import { mkdir, rename, rm, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { withLock } from '../processes/with-lock.ts';
import { controllerFiles } from './controller-files.ts';
import {
  additionsLdif,
  classesLdif,
  type DirectoryRecipe,
  digestRecipe,
  schemaLdif,
  seedLdif,
  writeRecipeRecord,
} from './directory-recipe.ts';
import type { Domain } from './domain.ts';
import { pruneImages } from './prune-images.ts';
import { runSambaProgram } from './samba-program.ts';

/** 50,000 people take two minutes; whoever wants the same image waits for it. */
const patienceMs = 30 * 60_000;

/** Resolves to the folder of the image, which is made below `imagesDir` if this version of Samba has none of this recipe yet. */
export async function prepareDirectoryImage(imagesDir: string, recipe: DirectoryRecipe): Promise<string> {
  const digest = digestRecipe(recipe);
  const sambaVersion = (await runSambaProgram('samba', ['--version'])).trim().split(' ').at(-1);
  const family = `${recipe.domain.dnsName}-${recipe.seed}-${recipe.hasExchange ? 'exchange-' : ''}samba-`;
  const imageDir = join(imagesDir, `${family}${sambaVersion}-${digest.slice(0, 12)}`);
  const prepare = async () => {
    if (!existsSync(imageDir)) await makeImage(imagesDir, imageDir, recipe, digest);
    await markAsUsed(imageDir);
    await pruneImages(imagesDir, family, Date.now());
    return imageDir;
  };
  return await withLock(imagesDir, prepare, patienceMs);
}

async function makeImage(imagesDir: string, imageDir: string, recipe: DirectoryRecipe, digest: string): Promise<void> {
  const unfinishedDir = join(imagesDir, 'unfinished');
  await rm(unfinishedDir, { recursive: true, force: true });
  await mkdir(unfinishedDir, { recursive: true, mode: 0o700 });
  await provisionDomain(unfinishedDir, recipe.domain);
  await extendSchema(unfinishedDir, recipe);
  await addSeed(unfinishedDir, recipe);
  await writeFile(controllerFiles(unfinishedDir).recipePath, writeRecipeRecord({ ...recipe, digest }));
  await rename(unfinishedDir, imageDir);
}

async function markAsUsed(imageDir: string): Promise<void> {
  const now = new Date();
  await utimes(imageDir, now, now);
}

/**
 * Samba makes up the administrator's password here and prints it, to be forgotten: whoever copies the image sets another.
 * `/dev/null` keeps the machine's own configuration out; the last option stores access lists where the file system cannot.
 */
async function provisionDomain(dir: string, domain: Domain): Promise<void> {
  await runSambaProgram('samba-tool', [
    'domain',
    'provision',
    '--configfile=/dev/null',
    `--targetdir=${dir}`,
    `--realm=${domain.realm}`,
    `--domain=${domain.netbiosName}`,
    `--host-name=${domain.hostName}`,
    '--host-ip=127.0.0.1',
    '--server-role=dc',
    '--dns-backend=NONE',
    '--use-rfc2307',
    '--option=interfaces=127.0.0.1/8',
    '--option=bind interfaces only=yes',
    '--option=vfs objects=dfs_samba4 acl_xattr xattr_tdb',
  ]);
  // The configuration it leaves holds this folder's temporary name; every start writes a new one.
  await rm(controllerFiles(dir).smbConfPath);
}

/** Each program reads the schema when it begins, so a class learns of an attribute only after the attribute has been added. */
async function extendSchema(dir: string, recipe: DirectoryRecipe): Promise<void> {
  const database = ['--configfile=/dev/null', '-H', controllerFiles(dir).databasePath];
  const args = [...database, '--option=dsdb:schema update allowed=true'];
  await writeRecords('ldbadd', args, schemaLdif(recipe));
  await writeRecords('ldbmodify', args, classesLdif(recipe));
}

/**
 * Straight into the database files: several times faster than over LDAP, and no server has to run. Without batch mode the time
 * grows with the square of the entries. The additions are `--relax`ed because some are the directory's own business.
 */
async function addSeed(dir: string, recipe: DirectoryRecipe): Promise<void> {
  const database = ['--configfile=/dev/null', '-o', 'batch_mode:1', '-o', 'transaction_index_cache_size:200000'];
  const args = [...database, '-H', controllerFiles(dir).databasePath];
  await writeRecords('ldbadd', args, seedLdif(recipe));
  await writeRecords('ldbmodify', ['--relax', ...args], additionsLdif(recipe));
}

/** In batch mode these programs stop at the first record that does not fit, keep those before it, and end as if all were well. */
async function writeRecords(program: string, args: readonly string[], ldif: Iterable<string>): Promise<void> {
  let given = 0;
  const counted = function* () {
    for (const record of ldif) {
      given += 1;
      yield record;
    }
  };
  const output = await runSambaProgram(program, args, counted());
  const written = Number(/(\d+) records successfully/.exec(output)?.[1] ?? 0);
  if (written === given) return;
  throw new Error(`${program} wrote ${written} records of the seed, not ${given}: ${output}`);
}
