/** A second controller of the same domain: joins while the first one runs, and from then on the two replicate. */
import { existsSync } from 'node:fs';
import { cp, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { LabAuthority } from '../certificates/lab-authority.ts';
import type { ProcessRecord } from '../processes/lab-process.ts';
import { administratorName } from './controller-data.ts';
import { controllerFiles } from './controller-files.ts';
import { type ControllerNames, writeControllerNames } from './controller-names.ts';
import { atController, type Domain } from './domain.ts';
import {
  findDomainController,
  launchController,
  requirePlaceFor,
  stopDomainController,
  waitForController,
} from './domain-controller.ts';
import { runSambaProgram } from './samba-program.ts';

export const secondHostName = 'dc2';

export type ControllerPair = {
  readonly domain: Domain;
  readonly first: { readonly dir: string; readonly address: string };
  readonly second: { readonly dir: string; readonly address: string };
  /** Where the names are kept that both know each other by. */
  readonly namesDir: string;
  readonly authority: LabAuthority;
};

/** To be called before the first controller starts, which needs the names, too. */
export async function namePair(pair: ControllerPair): Promise<ControllerNames> {
  const { domain, first, second, namesDir } = pair;
  const isJoined = existsSync(second.dir);
  return await writeControllerNames(namesDir, domain, [
    {
      ...(isJoined && { dsaGuid: await readDsaGuid(pair, domain.hostName) }),
      ...first,
      hostName: domain.hostName,
    },
    {
      ...(isJoined && { dsaGuid: await readDsaGuid(pair, secondHostName) }),
      ...second,
      hostName: secondHostName,
    },
  ]);
}

/** Resolves when the second controller listens and holds what the first one holds. One that already runs stays as it is. */
export async function startSecondController(pair: ControllerPair, names: ControllerNames): Promise<ProcessRecord> {
  const { domain, second, authority } = pair;
  const found = await findDomainController(second.dir);
  if (found !== undefined) return found;
  await requirePlaceFor(second.dir, second.address);
  if (!existsSync(second.dir)) await joinDomain(pair, names);
  // Now both are in the directory, and it knows what their partners call them.
  await namePair(pair);
  const secondDomain = atController(domain, secondHostName);
  const running = await launchController({
    dir: second.dir,
    domain: secondDomain,
    address: second.address,
    authority,
    names,
  });
  await waitForController(second.dir, second.address, running);
  try {
    await replicateBothWays(pair, names);
  } catch (cause) {
    await stopDomainController(second.dir);
    throw cause;
  }
  return running;
}

/** Complete or not there at all, as every controller's folder. */
async function joinDomain({ domain, first, second }: ControllerPair, names: ControllerNames): Promise<void> {
  const unfinishedDir = `${second.dir}.unfinished`;
  await rm(unfinishedDir, { recursive: true, force: true });
  await runSambaProgram(
    'samba-tool',
    [
      ...['domain', 'join', domain.dnsName, 'DC', '--configfile=/dev/null', `--targetdir=${unfinishedDir}`],
      ...[`--server=${first.address}`, '--dns-backend=NONE', `--realm=${domain.realm}`],
      ...credentialArgs(domain),
      `--option=workgroup=${domain.netbiosName}`,
      `--option=netbios name=${secondHostName.toUpperCase()}`,
      `--option=interfaces=${second.address}/8`,
      '--option=bind interfaces only=yes',
      '--option=vfs objects=dfs_samba4 acl_xattr xattr_tdb',
    ],
    '',
    withPassword(names, first.dir),
  );
  // A join does not make this list; what is in it lets tickets be issued for the controller.
  const listName = 'spn_update_list';
  await cp(join(first.dir, 'private', listName), join(unfinishedDir, 'private', listName));
  await rename(unfinishedDir, second.dir);
}

async function replicateBothWays({ domain, first, second }: ControllerPair, names: ControllerNames): Promise<void> {
  for (const { dir } of [first, second]) {
    const { smbConfPath } = controllerFiles(dir);
    await runSambaProgram('samba_spnupdate', [`--configfile=${smbConfPath}`], '', names.environment);
  }
  const firstHost = domain.hostDnsName;
  const secondHost = atController(domain, secondHostName).hostDnsName;
  for (const [to, from] of [[secondHost, firstHost] as const, [firstHost, secondHost] as const]) {
    await replicate(domain, { to, from }, names, first.dir);
  }
}

/** Brings everything that `from` knows of the domain to `to`, and resolves when it is there. */
export async function replicate(
  domain: Domain,
  { to, from }: { readonly to: string; readonly from: string },
  names: ControllerNames,
  firstDir: string,
): Promise<void> {
  const args = ['drs', 'replicate', to, from, domain.baseDn, `--configfile=${controllerFiles(firstDir).smbConfPath}`];
  await runSambaProgram('samba-tool', [...args, ...credentialArgs(domain)], '', withPassword(names, firstDir));
}

/** Read from the first controller's database. */
async function readDsaGuid({ domain, first }: ControllerPair, hostName: string): Promise<string> {
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

function credentialArgs(domain: Domain): readonly string[] {
  return [`--username=${administratorName(domain)}`, '--use-kerberos=off'];
}

/** Samba's programs read a password from the file that PASSWD_FILE names. */
function withPassword(names: ControllerNames, firstDir: string): Readonly<Record<string, string>> {
  return { ...names.environment, PASSWD_FILE: controllerFiles(firstDir).administratorPasswordPath };
}
