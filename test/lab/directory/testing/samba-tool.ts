/** Samba's own `samba-tool` beside the running controller: an administrator whose program nobody here wrote. */
import { dirname } from 'node:path';
import type { LabFacts } from '../../lab-facts.ts';
import { controllerFiles } from '../controller-files.ts';
import { runSambaProgram } from '../samba-program.ts';

/** Works in the controller's database, as the program does when it is given no address; a password is to be made by it. */
export async function sambaTool(lab: LabFacts, ...args: readonly string[]): Promise<void> {
  // The controller keeps its log in its own folder.
  const { smbConfPath } = controllerFiles(dirname(lab.directory.logPath));
  await runSambaProgram('samba-tool', [...args, `--configfile=${smbConfPath}`]);
}
