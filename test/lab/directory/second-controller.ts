/** A second controller of the same domain: joins while the first one runs, and from then on the two replicate. */
import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import type { ProcessRecord } from '../processes/lab-process.ts';
import { controllerFiles } from './controller-files.ts';
import {
  type ControllerGroup,
  credentialArgs,
  type JoiningController,
  startJoining,
  withPassword,
} from './controller-group.ts';
import type { ControllerNames } from './controller-names.ts';
import { atController, type Domain } from './domain.ts';
import { stopDomainController } from './domain-controller.ts';
import { runSambaProgram } from './samba-program.ts';

export const secondHostName = 'dc2';

/** Resolves when the second controller listens and holds what the first one holds. One that already runs stays as it is. */
export async function startSecondController(
  group: ControllerGroup,
  second: JoiningController,
  names: ControllerNames,
): Promise<ProcessRecord> {
  const { running, isNew } = await startJoining(group, second, names, {
    role: 'DC',
    // A join does not make this list; what is in it lets tickets be issued for the controller.
    complete: (joinedDir) => cp(spnListIn(group.first.dir), spnListIn(joinedDir)),
  });
  if (!isNew) return running;
  try {
    await replicateBothWays(group, second, names);
  } catch (cause) {
    await stopDomainController(second.dir);
    throw cause;
  }
  return running;
}

const spnListIn = (dir: string) => join(dir, 'private', 'spn_update_list');

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
