/** A second controller of the same domain: joins while the first one runs, and from then on the two replicate. */
import { existsSync } from 'node:fs';
import { cp, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { ProcessRecord } from '../processes/lab-process.ts';
import { controllerFiles } from './controller-files.ts';
import {
  type ControllerGroup,
  credentialArgs,
  type JoiningController,
  joinDomain,
  nameControllers,
  startJoined,
  withPassword,
} from './controller-group.ts';
import type { ControllerNames } from './controller-names.ts';
import { atController, type Domain } from './domain.ts';
import { findDomainController, requirePlaceFor, stopDomainController } from './domain-controller.ts';
import { runSambaProgram } from './samba-program.ts';

export const secondHostName = 'dc2';

/** Resolves when the second controller listens and holds what the first one holds. One that already runs stays as it is. */
export async function startSecondController(
  group: ControllerGroup,
  second: JoiningController,
  names: ControllerNames,
): Promise<ProcessRecord> {
  const found = await findDomainController(second.dir);
  if (found !== undefined) return found;
  await requirePlaceFor(second.dir, second.address);
  if (!existsSync(second.dir)) await joinAsSecond(group, second, names);
  // Now both are in the directory, and it knows what their partners call them.
  await nameControllers(group);
  const running = await startJoined(group, second, names);
  try {
    await replicateBothWays(group, second, names);
  } catch (cause) {
    await stopDomainController(second.dir);
    throw cause;
  }
  return running;
}

/** Complete or not there at all, as every controller's folder. */
async function joinAsSecond(group: ControllerGroup, second: JoiningController, names: ControllerNames): Promise<void> {
  const unfinishedDir = `${second.dir}.unfinished`;
  await rm(unfinishedDir, { recursive: true, force: true });
  await joinDomain(group, second, 'DC', unfinishedDir, names);
  // A join does not make this list; what is in it lets tickets be issued for the controller.
  const listName = 'spn_update_list';
  await cp(join(group.first.dir, 'private', listName), join(unfinishedDir, 'private', listName));
  await rename(unfinishedDir, second.dir);
}

async function replicateBothWays(
  { domain, first }: ControllerGroup,
  second: JoiningController,
  names: ControllerNames,
): Promise<void> {
  for (const { dir } of [first, second]) {
    const { smbConfPath } = controllerFiles(dir);
    await runSambaProgram('samba_spnupdate', [`--configfile=${smbConfPath}`], '', names.environment);
  }
  const firstHost = domain.hostDnsName;
  const secondHost = atController(domain, second.hostName).hostDnsName;
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
