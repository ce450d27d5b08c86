/** Where a domain controller keeps what inside its own folder. Samba's data are relative to it, so that the folder can be copied and moved. */
import { join } from 'node:path';
import type { CertificateFiles } from '../certificates/server-certificate.ts';

export type ControllerFiles = {
  readonly dir: string;
  readonly smbConfPath: string;
  readonly databasePath: string;
  readonly logPath: string;
  /** Names the running process; absent when the controller was stopped properly. */
  readonly processPath: string;
  /** Says which seed the data were made from. */
  readonly recipePath: string;
  readonly administratorPasswordPath: string;
  readonly serviceAccountPasswordPath: string;
  readonly passwordsDir: string;
  readonly certificate: CertificateFiles;
};

export function controllerFiles(dir: string): ControllerFiles {
  const passwordsDir = join(dir, 'passwords');
  return {
    dir,
    smbConfPath: join(dir, 'etc', 'smb.conf'),
    databasePath: join(dir, 'private', 'sam.ldb'),
    logPath: join(dir, 'samba.log'),
    processPath: join(dir, 'process.json'),
    recipePath: join(dir, 'recipe.json'),
    passwordsDir,
    administratorPasswordPath: join(passwordsDir, 'administrator'),
    serviceAccountPasswordPath: join(passwordsDir, 'svc-bridgehead'),
    certificate: {
      certificatePath: join(dir, 'private', 'tls', 'certificate.pem'),
      privateKeyPath: join(dir, 'private', 'tls', 'private-key.pem'),
    },
  };
}
