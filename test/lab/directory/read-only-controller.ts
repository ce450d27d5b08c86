/** A read-only controller of the same domain: joins while the first one runs, and takes what that one knows without ever writing. */
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
  const { running } = await startJoining(group, readOnly, names, {
    role: 'RODC',
    complete: (joinedDir) => revealServiceAccount(group, readOnly, joinedDir, names),
  });
  return running;
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
