/** Starts, finds and stops one Samba domain controller on one loopback address. */
import { join } from 'node:path';
import type { LabAuthority } from '../certificates/lab-authority.ts';
import { ensureServerCertificate, type ServerNames } from '../certificates/server-certificate.ts';
import { LabProblem } from '../lab-problem.ts';
import { isListening } from '../processes/is-listening.ts';
import { findProcess, type ProcessRecord, startProcess, stopProcess } from '../processes/lab-process.ts';
import { waitUntil } from '../processes/wait-until.ts';
import { writeFileAtomically } from '../write-file-atomically.ts';
import { ensureControllerData } from './controller-data.ts';
import { controllerFiles } from './controller-files.ts';
import type { ControllerNames } from './controller-names.ts';
import type { DirectoryRecipe } from './directory-recipe.ts';
import type { Domain } from './domain.ts';
import { writeSmbConf } from './smb-conf.ts';

export type DomainControllerToStart = {
  /** The controller's own folder; may be missing. */
  readonly dir: string;
  readonly recipe: DirectoryRecipe;
  readonly address: string;
  readonly authority: LabAuthority;
  /** Where images of seeded domains are kept, for every lab of this checkout. */
  readonly imagesDir: string;
  /** Present when the domain has another controller: names that both find each other by. */
  readonly names?: ControllerNames | undefined;
};

export const ldapsPort = 636;
/** LDAP, LDAPS and Kerberos: compiled into Samba, the same for every controller. */
export const controllerPorts = [389, ldapsPort, 88] as const;

/** Resolves when the controller listens. One that already runs in this folder stays as it is. */
export async function startDomainController(toStart: DomainControllerToStart): Promise<ProcessRecord> {
  const { dir, address } = toStart;
  const running = (await findDomainController(dir)) ?? (await launch(toStart));
  await waitForController(dir, address, running);
  return running;
}

/** A controller that does not come to listen is stopped. */
export async function waitForController(dir: string, address: string, running: ProcessRecord): Promise<void> {
  try {
    await waitUntil({
      what: `the domain controller to listen at ${address}`,
      process: running,
      logPath: controllerFiles(dir).logPath,
      ask: async () => ((await listensEverywhere(address)) ? true : undefined),
    });
  } catch (cause) {
    await stopDomainController(dir);
    throw cause;
  }
}

export async function findDomainController(dir: string): Promise<ProcessRecord | undefined> {
  return await findProcess(controllerFiles(dir).processPath);
}

export async function stopDomainController(dir: string): Promise<boolean> {
  return await stopProcess(controllerFiles(dir).processPath);
}

async function launch(toStart: DomainControllerToStart): Promise<ProcessRecord> {
  const { dir, recipe, address, authority, imagesDir } = toStart;
  await requirePlaceFor(dir, address);
  await ensureControllerData(dir, recipe, imagesDir);
  return await launchController({ dir, domain: recipe.domain, address, authority, names: toStart.names });
}

export type ControllerToLaunch = Pick<DomainControllerToStart, 'dir' | 'address' | 'authority' | 'names'> & {
  readonly domain: Domain;
};

/** Starts Samba on data that are there. Does not wait until it listens. */
export async function launchController(toLaunch: ControllerToLaunch): Promise<ProcessRecord> {
  const { dir, domain, address, authority, names } = toLaunch;
  const files = controllerFiles(dir);
  const isReplicating = names !== undefined;
  await ensureServerCertificate(authority, controllerNames(domain, address), files.certificate);
  const smbConf = writeSmbConf(domain, address, files, authority.certificatePath, isReplicating);
  await writeFileAtomically(files.smbConfPath, smbConf);
  return await startProcess({
    program: 'samba',
    // In the foreground, so that there is one process id to know and to stop. A single process cannot replicate with itself.
    args: [
      '--foreground',
      `--model=${isReplicating ? 'prefork' : 'single'}`,
      '--no-process-group',
      '--debug-stdout',
      `--configfile=${files.smbConfPath}`,
    ],
    environment: names?.environment ?? {},
    recordPath: files.processPath,
    logPath: files.logPath,
  });
}

function controllerNames(domain: Domain, address: string): ServerNames {
  return {
    commonName: domain.hostDnsName,
    dnsNames: [domain.hostDnsName, domain.dnsName],
    ipAddresses: [address],
  };
}

async function listensEverywhere(address: string): Promise<boolean> {
  const answers = await Promise.all(controllerPorts.map((port) => isListening(address, port)));
  return answers.every(Boolean);
}

/** Throws a LabProblem when no controller can run in `dir` at `address`. */
export async function requirePlaceFor(dir: string, address: string): Promise<void> {
  requireRoot();
  requireShortPath(dir);
  await requireFreePorts(address);
}

async function requireFreePorts(address: string): Promise<void> {
  for (const port of controllerPorts) {
    if (await isListening(address, port)) {
      throw new LabProblem(
        `Something else already listens at ${address}, port ${port}.`,
        'Stop it, or give the lab another loopback address with --address.',
      );
    }
  }
}

/** Linux allows 107 bytes for the path of a socket; the longest that Samba makes is below `private`. */
function requireShortPath(dir: string): void {
  const longestSocketPath = join(dir, 'private', 'ldap_priv', 'ldapi');
  if (Buffer.byteLength(longestSocketPath) <= 107) return;
  throw new LabProblem(
    `The path ${dir} is too long: Samba keeps sockets in it.`,
    'Give the lab a folder with a shorter path: --dir /tmp/lab',
  );
}

function requireRoot(): void {
  if (process.getuid?.() === 0) return;
  throw new LabProblem(
    'A domain controller needs root: its ports are below 1024 and its files belong to several accounts.',
    'Run the command as root, on a machine or in a container made for it.',
  );
}
