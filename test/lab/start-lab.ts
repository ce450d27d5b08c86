/** Brings a whole lab up and down: one authority, one tenant, one domain controller or more. For the command, the demo and every test. */
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createLabAuthority } from './certificates/lab-authority.ts';
import { describeLab } from './describe-lab.ts';
import { controllerFiles } from './directory/controller-files.ts';
import { readRecipeRecord, resetRemedy } from './directory/directory-recipe.ts';
import { findDomainController } from './directory/domain-controller.ts';
import type { SeedName } from './directory/seed/seed-name.ts';
import { elsewhereRemedy } from './elsewhere-remedy.ts';
import { forgetLabFacts, type LabFacts, readLabFacts, writeLabFacts } from './lab-facts.ts';
import { type LabFiles, labFiles } from './lab-files.ts';
import { startParts, stopParts } from './lab-parts.ts';
import { LabProblem } from './lab-problem.ts';
import { defaultAddress } from './loopback-address.ts';
import { endWithStarter, type Release } from './processes/end-with-starter.ts';
import { withLock } from './processes/with-lock.ts';
import { findTenant } from './tenant-process.ts';

export const defaultTenantPort = 8443;

export type LabToStart = {
  /** The lab's own folder; made if missing. */
  readonly dir: string;
  readonly address?: string;
  /** Zero lets the system choose. */
  readonly tenantPort?: number;
  /** Begin again from the seed: what an earlier lab left in the folder is stopped and removed. */
  readonly isFresh?: boolean;
  /** What the directory begins with; if its data are there already, they decide, and otherwise it is the small seed. */
  readonly seed?: SeedName;
  /** With the schema of Exchange in the forest, and values for it; decided by the data as the seed is, and otherwise without. */
  readonly exchange?: boolean;
  /** With a strict proxy in front of the controller, besides the straight way. */
  readonly strict?: boolean;
  /** With another controller of the same domain, with which the first one replicates. */
  readonly secondController?: boolean;
  /** With a read-only controller of the same domain. */
  readonly readOnlyController?: boolean;
  /** With the forest fabrikam.test beside contoso.test. */
  readonly secondForest?: boolean;
  /** It goes on when the process that started it is gone; otherwise it ends with that, also when that is killed. */
  readonly outlivesStarter?: boolean;
};

export type Lab = LabFacts & { readonly stop: () => Promise<void> };

/** Resolves when everything listens. What already runs in this folder stays as it is; if a part cannot start, nothing is left running. */
export async function startLab(toStart: LabToStart): Promise<Lab> {
  const files = labFiles(toStart.dir);
  await makeLabDir(files.dir);
  const own =
    toStart.outlivesStarter === true ? [] : [{ dir: files.dir, release: endWithStarter(downWords(files.dir)) }];
  clearing.push(...own);
  try {
    const facts = await withLock(files.dir, async () => await bringUp(files, toStart));
    return { ...facts, stop: async () => void (await stopLab(files.dir)) };
  } catch (cause) {
    // Another start of the same lab may be what keeps it running.
    await callOff(own);
    throw cause;
  }
}

interface Clearing {
  readonly dir: string;
  readonly release: Release;
}

/** Of the labs that this process started and has not stopped: what ends them when it is gone. */
const clearing: Clearing[] = [];

const downWords = (dir: string) => [process.execPath, join(import.meta.dirname, 'lab.ts'), 'down', '--dir', dir];

async function callOff(ended: readonly Clearing[]): Promise<void> {
  for (const each of ended) clearing.splice(clearing.indexOf(each), 1);
  await Promise.all(ended.map(({ release }) => release()));
}

/** Ends both servers and keeps their data. Says whether anything was running. */
export async function stopLab(dir: string): Promise<boolean> {
  const files = labFiles(dir);
  const wasRunning = await withLock(files.dir, async () => await bringDown(files));
  await callOff(clearing.filter((each) => each.dir === files.dir));
  return wasRunning;
}

export type LabState = {
  readonly directory: 'running' | 'stopped';
  readonly tenant: 'running' | 'stopped';
  /** Present while the lab is up, and after an end that nobody ordered. */
  readonly facts: LabFacts | undefined;
};

export async function inspectLab(dir: string): Promise<LabState> {
  const files = labFiles(dir);
  return {
    directory: (await findDomainController(files.controllerDir)) === undefined ? 'stopped' : 'running',
    tenant: (await findTenant(files.tenant)) === undefined ? 'stopped' : 'running',
    facts: await readLabFacts(files.factsPath),
  };
}

/** What the directory in this folder began with; undefined when there is none yet. */
export async function findSeed(
  dir: string,
): Promise<{ readonly seed: SeedName; readonly exchange: boolean } | undefined> {
  const made = await readRecipeRecord(controllerFiles(labFiles(dir).controllerDir).recipePath);
  if (made === undefined || made.seed === 'fabrikam') return undefined;
  return { seed: made.seed, exchange: made.hasExchange };
}

async function bringUp(files: LabFiles, toStart: LabToStart): Promise<LabFacts> {
  const { address = defaultAddress, tenantPort = defaultTenantPort, isFresh = false } = toStart;
  if (isFresh) await removeLab(files);
  const made = await findSeed(files.dir);
  const seed = toStart.seed ?? made?.seed ?? 'small';
  const hasExchange = toStart.exchange ?? made?.exchange ?? false;
  const running = await requireSameLab(files, { ...toStart, address, tenantPort, seed, exchange: hasExchange });
  const authority = await createLabAuthority(files.authorityDir);
  try {
    const parts = await startParts({
      files,
      address,
      tenantPort,
      authority,
      seed,
      hasExchange,
      hasStrictProxy: toStart.strict ?? running?.directory.strictPort !== undefined,
      hasSecondController: toStart.secondController ?? running?.directory.secondController !== undefined,
      hasReadOnlyController: toStart.readOnlyController ?? running?.directory.readOnlyController !== undefined,
      hasSecondForest: toStart.secondForest ?? running?.secondForest !== undefined,
    });
    const { certificatePath: authorityCertificatePath } = authority;
    const facts = describeLab({ files, address, authorityCertificatePath, seed, hasExchange, parts });
    await writeLabFacts(files.factsPath, facts);
    return facts;
  } catch (cause) {
    await bringDown(files);
    throw cause;
  }
}

async function bringDown(files: LabFiles): Promise<boolean> {
  const wasRunning = await stopParts(files);
  await forgetLabFacts(files.factsPath);
  return wasRunning;
}

async function removeLab(files: LabFiles): Promise<void> {
  await bringDown(files);
  const { controllerDir, secondControllerDir, readOnlyControllerDir, secondForestDir, tenant } = files;
  const dirs = [controllerDir, secondControllerDir, readOnlyControllerDir, secondForestDir, tenant.dir];
  for (const dir of dirs) await rm(dir, { recursive: true, force: true });
}

async function makeLabDir(dir: string): Promise<void> {
  try {
    await mkdir(dir, { recursive: true, mode: 0o700 });
  } catch (cause) {
    throw new LabProblem(`The folder ${dir} cannot be made.`, 'Name another folder: --dir DIR', { cause });
  }
}

type WantedLab = LabToStart & Required<Pick<LabToStart, 'address' | 'tenantPort' | 'seed' | 'exchange'>>;

/**
 * A lab that runs otherwise than asked is not touched; one that nobody can find, because its start was cut short, is ended.
 * Resolves to what is known of a lab that runs.
 */
async function requireSameLab(files: LabFiles, wanted: WantedLab): Promise<LabFacts | undefined> {
  const { directory, tenant, facts } = await inspectLab(files.dir);
  if (directory === 'stopped' && tenant === 'stopped') return undefined;
  if (facts === undefined) {
    await bringDown(files);
    return undefined;
  }
  const { address, tenantPort, seed, exchange, secondController, readOnlyController } = wanted;
  if (facts.directory.seed !== String(seed)) {
    throw new LabProblem(`The lab in ${files.dir} runs with the seed "${facts.directory.seed}".`, resetRemedy);
  }
  if (facts.directory.hasExchange !== exchange) {
    const schema = facts.directory.hasExchange ? 'with' : 'without';
    throw new LabProblem(`The lab in ${files.dir} runs ${schema} the schema of Exchange.`, resetRemedy);
  }
  const hasSecondController = facts.directory.secondController !== undefined;
  if (secondController !== undefined && secondController !== hasSecondController) {
    const count = hasSecondController ? 'two controllers' : 'one controller';
    throw new LabProblem(`The lab in ${files.dir} runs with ${count}.`, stopRemedy(files.dir));
  }
  const hasReadOnlyController = facts.directory.readOnlyController !== undefined;
  if (readOnlyController !== undefined && readOnlyController !== hasReadOnlyController) {
    const part = `${hasReadOnlyController ? 'with' : 'without'} a read-only controller`;
    throw new LabProblem(`The lab in ${files.dir} runs ${part}.`, stopRemedy(files.dir));
  }
  if (facts.address === address && (tenantPort === 0 || tenantPort === facts.tenant.port)) return facts;
  throw new LabProblem(
    `The lab in ${files.dir} already runs at ${facts.address}, its tenant at port ${facts.tenant.port}.`,
    elsewhereRemedy({ dir: files.dir, address: facts.address, directory, tenant }),
  );
}

function stopRemedy(dir: string): string {
  return `Stop it first: npm run lab -- down --dir ${dir}`;
}
