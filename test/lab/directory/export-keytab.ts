/** Kerberos keys of an account, as a file that stands for its password: read from the controller's own database. */
import { rm } from 'node:fs/promises';
import { controllerFiles } from './controller-files.ts';
import { runSambaProgram } from './samba-program.ts';

/** Leaves a file for its owner alone at `path`. @param controllerDir the folder of a controller that holds the account */
export async function exportKeytab(controllerDir: string, account: string, path: string): Promise<void> {
  // Samba adds to a file that is there.
  await rm(path, { force: true });
  const { smbConfPath } = controllerFiles(controllerDir);
  await runSambaProgram('samba-tool', [
    ...['domain', 'exportkeytab', path],
    ...[`--principal=${account}`, `--configfile=${smbConfPath}`],
  ]);
}
