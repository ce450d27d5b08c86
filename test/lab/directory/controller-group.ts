/** Several controllers of one domain: how they come to know each other, and how one joins those that run. */
import { existsSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import type { LabAuthority } from '../certificates/lab-authority.ts';
import type { ProcessRecord } from '../processes/lab-process.ts';
import { administratorName } from './controller-data.ts';
import { controllerFiles } from './controller-files.ts';
import { type ControllerNames, writeControllerNames } from './controller-names.ts';
import { atController, type Domain } from './domain.ts';
import { findDomainController, launchController, requirePlaceFor, waitForController } from './domain-controller.ts';
import { runSambaProgram } from './samba-program.ts';

export type ControllerPlace = { readonly dir: string; readonly address: string };
export type JoiningController = ControllerPlace & { readonly hostName: string };

export type ControllerGroup = {
  readonly domain: Domain;
  readonly first: ControllerPlace;
  /** Those that join the first one. */
  readonly others: readonly JoiningController[];
  /** Where the names are kept that all know each other by. */
  readonly namesDir: string;
  readonly authority: LabAuthority;
};

/** To be called before the first controller starts, which needs the names, too, and again when another one has joined. */
export async function nameControllers(group: ControllerGroup): Promise<ControllerNames> {
  const { domain, first, others, namesDir } = group;
  const joined = others.filter(({ dir }) => existsSync(dir)).map(({ hostName }) => hostName);
  const inDirectory = new Set(joined.length === 0 ? [] : [domain.hostName, ...joined]);
  const named = async (controller: JoiningController) => ({
    ...controller,
    ...(inDirectory.has(controller.hostName) && { dsaGuid: await readDsaGuid(group, controller.hostName) }),
  });
  return await writeControllerNames(namesDir, domain, [
    await named({ ...first, hostName: domain.hostName }),
    ...(await Promise.all(others.map(named))),
  ]);
}

interface Join {
  readonly role: 'DC' | 'RODC';
  /** What a join leaves to be done in the new folder. */
  readonly complete: (joinedDir: string) => Promise<void>;
}

/**
 * Resolves when the controller listens, with whether it did not run before. One that is not of the domain yet joins it; its folder is
 * complete or not there at all, as every controller's.
 */
export async function startJoining(
  group: ControllerGroup,
  joining: JoiningController,
  names: ControllerNames,
  { role, complete }: Join,
): Promise<{ readonly running: ProcessRecord; readonly isNew: boolean }> {
  const { dir, address } = joining;
  const found = await findDomainController(dir);
  if (found !== undefined) return { running: found, isNew: false };
  await requirePlaceFor(dir, address);
  if (!existsSync(dir)) {
    const unfinishedDir = `${dir}.unfinished`;
    await rm(unfinishedDir, { recursive: true, force: true });
    await joinDomain(group, joining, role, unfinishedDir, names);
    await complete(unfinishedDir);
    await rename(unfinishedDir, dir);
  }
  // Now it is in the directory, which knows what its partners call it.
  await nameControllers(group);
  return { running: await startJoined(group, joining, names), isNew: true };
}

/** What the controller is to hold goes to `targetDir`. */
async function joinDomain(
  { domain, first }: ControllerGroup,
  { hostName, address }: JoiningController,
  role: 'DC' | 'RODC',
  targetDir: string,
  names: ControllerNames,
): Promise<void> {
  await runSambaProgram(
    'samba-tool',
    [
      ...['domain', 'join', domain.dnsName, role, '--configfile=/dev/null', `--targetdir=${targetDir}`],
      ...[`--server=${first.address}`, '--dns-backend=NONE', `--realm=${domain.realm}`],
      ...credentialArgs(domain),
      `--option=workgroup=${domain.netbiosName}`,
      `--option=netbios name=${hostName.toUpperCase()}`,
      `--option=interfaces=${address}/8`,
      '--option=bind interfaces only=yes',
      '--option=vfs objects=dfs_samba4 acl_xattr xattr_tdb',
    ],
    '',
    withPassword(names, first.dir),
  );
}

/** Resolves when a controller that has joined listens. */
async function startJoined(
  { domain, authority }: ControllerGroup,
  { dir, address, hostName }: JoiningController,
  names: ControllerNames,
): Promise<ProcessRecord> {
  const running = await launchController({ dir, domain: atController(domain, hostName), address, authority, names });
  await waitForController(dir, address, running);
  return running;
}

export function credentialArgs(domain: Domain): readonly string[] {
  return [`--username=${administratorName(domain)}`, '--use-kerberos=off'];
}

/** Samba's programs read a password from the file that PASSWD_FILE names. */
export function withPassword(names: ControllerNames, firstDir: string): Readonly<Record<string, string>> {
  return { ...names.environment, PASSWD_FILE: controllerFiles(firstDir).administratorPasswordPath };
}

/** Read from the first controller's database. */
async function readDsaGuid({ domain, first }: ControllerGroup, hostName: string): Promise<string> {
  const server = `CN=${hostName.toUpperCase()},CN=Servers,CN=Default-First-Site-Name,CN=Sites`;
  const output = await runSambaProgram('ldbsearch', [
    '--configfile=/dev/null',
    ...['-H', controllerFiles(first.dir).databasePath],
    ...['-b', `CN=NTDS Settings,${server},CN=Configuration,${domain.baseDn}`],
    ...['-s', 'base', 'objectGUID'],
  ]);
  const [, name] = /^objectGUID: (\S+)$/m.exec(output) ?? [];
  if (name === undefined) throw new Error(`The domain knows no controller ${hostName}.`);
  return name;
}
