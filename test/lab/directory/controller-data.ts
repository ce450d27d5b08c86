/** Turns an image into the data folder of one controller: a copy with passwords of its own, complete or not there at all. */
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { cp, mkdir, rename, rm } from 'node:fs/promises';
import { LabProblem } from '../lab-problem.ts';
import { secretFileMode, writeFileAtomically } from '../write-file-atomically.ts';
import { type ControllerFiles, controllerFiles } from './controller-files.ts';
import { prepareDirectoryImage } from './directory-image.ts';
import {
  type DirectoryRecipe,
  digestRecipe,
  type RecipeRecord,
  readRecipeRecord,
  resetRemedy,
} from './directory-recipe.ts';
import type { Domain } from './domain.ts';
import { writeAddRecord, writeAddValuesRecord, writeReplaceRecord } from './ldif.ts';
import { runSambaProgram } from './samba-program.ts';
import { normalAccount, passwordNeverExpires } from './seed/user-account-control.ts';
import { offlinePassword, serviceAccountEntry } from './service-account.ts';

/** Leaves usable data in `dir`: what is there if it was made from this recipe, else a copy of the image. One caller at a time. */
export async function ensureControllerData(dir: string, recipe: DirectoryRecipe, imagesDir: string): Promise<void> {
  const made = await readRecipeRecord(controllerFiles(dir).recipePath);
  if (made !== undefined) {
    requireSameRecipe(dir, made, recipe);
    return;
  }
  // A folder appears with everything in it or not at all; one without a recipe is from before recipes.
  if (existsSync(dir)) throw new LabProblem(`Nobody knows what the directory in ${dir} was made from.`, resetRemedy);
  const imageDir = await prepareDirectoryImage(imagesDir, recipe);
  const unfinishedDir = `${dir}.unfinished`;
  await rm(unfinishedDir, { recursive: true, force: true });
  await cp(imageDir, unfinishedDir, { recursive: true, preserveTimestamps: true });
  await setPasswords(controllerFiles(unfinishedDir), recipe.domain);
  await rename(unfinishedDir, dir);
}

function requireSameRecipe(dir: string, made: RecipeRecord, recipe: DirectoryRecipe): void {
  if (made.seed !== recipe.seed) {
    throw new LabProblem(`The directory in ${dir} was made from the seed "${made.seed}".`, resetRemedy);
  }
  if (made.hasExchange !== recipe.hasExchange) {
    const schema = made.hasExchange ? 'with' : 'without';
    throw new LabProblem(`The directory in ${dir} was made ${schema} the schema of Exchange.`, resetRemedy);
  }
  if (made.digest === digestRecipe(recipe)) return;
  throw new LabProblem(`The directory in ${dir} was made from another version of the seed.`, resetRemedy);
}

async function setPasswords(files: ControllerFiles, domain: Domain): Promise<void> {
  const administratorPassword = makePassword();
  const serviceAccountPassword = makePassword();
  const ldif = [
    writeReplaceRecord({
      dn: `CN=Administrator,CN=Users,${domain.baseDn}`,
      attributes: {
        userPrincipalName: administratorName(domain),
        userAccountControl: String(normalAccount | passwordNeverExpires),
        clearTextPassword: offlinePassword(administratorPassword),
      },
    }),
    writeAddRecord(serviceAccountEntry(domain, serviceAccountPassword)),
    nameLdapService(domain),
  ].join('');
  await runSambaProgram('ldbmodify', ['--configfile=/dev/null', '-H', files.databasePath], ldif);

  await mkdir(files.passwordsDir, { mode: 0o700 });
  await writeFileAtomically(files.administratorPasswordPath, administratorPassword, secretFileMode);
  await writeFileAtomically(files.serviceAccountPasswordPath, serviceAccountPassword, secretFileMode);
}

/** Tickets are issued for names that the controller has. A real one adds these to itself when it starts, by a service that the lab leaves out. */
function nameLdapService({ hostName, hostDnsName, dnsName, baseDn }: Domain): string {
  return writeAddValuesRecord({
    dn: `CN=${hostName.toUpperCase()},OU=Domain Controllers,${baseDn}`,
    attributes: { servicePrincipalName: [`ldap/${hostDnsName}`, `ldap/${hostDnsName}/${dnsName}`] },
  });
}

export function administratorName(domain: Domain): string {
  return `administrator@${domain.dnsName}`;
}

/** 192 random bits, and an ending that has the kinds of character every password rule asks for. */
function makePassword(): string {
  return `${randomBytes(24).toString('base64url')}-aA1`;
}
