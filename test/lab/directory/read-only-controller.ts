/** A read-only controller of the same domain: joins while the first one runs, and takes what that one knows without ever writing. */
import { existsSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
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
import { findDomainController, requirePlaceFor } from './domain-controller.ts';
import { writeAddValuesRecord } from './ldif.ts';
import { runSambaProgram } from './samba-program.ts';
import { serviceAccountDn } from './service-account.ts';

export const readOnlyHostName = 'rodc1';

/** Resolves when it listens and the agent's account can sign in to it. One that already runs stays as it is. */
export async function startReadOnlyController(
  group: ControllerGroup,
  readOnly: JoiningController,
  names: ControllerNames,
): Promise<ProcessRecord> {
  const found = await findDomainController(readOnly.dir);
  if (found !== undefined) return found;
  await requirePlaceFor(readOnly.dir, readOnly.address);
  if (!existsSync(readOnly.dir)) await joinAsReadOnly(group, readOnly, names);
  // Now it is in the directory, which knows what its partner calls it.
  await nameControllers(group);
  return await startJoined(group, readOnly, names);
}

/** Complete or not there at all, as every controller's folder. */
async function joinAsReadOnly(
  group: ControllerGroup,
  readOnly: JoiningController,
  names: ControllerNames,
): Promise<void> {
  const unfinishedDir = `${readOnly.dir}.unfinished`;
  await rm(unfinishedDir, { recursive: true, force: true });
  await joinDomain(group, readOnly, 'RODC', unfinishedDir, names);
  await revealServiceAccount(group, readOnly, unfinishedDir, names);
  await rename(unfinishedDir, readOnly.dir);
}

/**
 * A read-only controller holds the passwords that it was allowed and has asked for. For all others it would pass a sign-in on to
 * a writable one, by a service that the lab leaves out.
 */
async function revealServiceAccount(
  { domain, first }: ControllerGroup,
  { hostName }: JoiningController,
  joinedDir: string,
  names: ControllerNames,
): Promise<void> {
  const account = serviceAccountDn(domain);
  const permission = writeAddValuesRecord({
    dn: `CN=${hostName.toUpperCase()},OU=Domain Controllers,${domain.baseDn}`,
    attributes: { 'msDS-RevealOnDemandGroup': account },
  });
  await runSambaProgram(
    'ldbmodify',
    ['--configfile=/dev/null', '-H', controllerFiles(first.dir).databasePath],
    permission,
  );
  const configuration = `--configfile=${controllerFiles(joinedDir).smbConfPath}`;
  const args = ['rodc', 'preload', account, `--server=${domain.hostDnsName}`, configuration];
  await runSambaProgram('samba-tool', [...args, ...credentialArgs(domain)], '', withPassword(names, first.dir));
}
