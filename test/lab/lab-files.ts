/** Where a lab keeps what: everything below one folder of its own. */
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { CertificateFiles } from './certificates/server-certificate.ts';

const projectDir = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

export const defaultLabDir = join(projectDir, '.cache', 'lab');
/** For a tenant that runs alone. */
export const defaultTenantDir = join(projectDir, '.cache', 'tenant');
/** Shared by every lab of this checkout. */
export const imagesDir = join(projectDir, '.cache', 'lab-images');

export type LabFiles = {
  readonly dir: string;
  readonly factsPath: string;
  readonly authorityDir: string;
  readonly controllerDir: string;
  readonly secondControllerDir: string;
  readonly readOnlyControllerDir: string;
  /** Names that the controllers of a domain find each other by. */
  readonly namesDir: string;
  /** The controller of the second forest. */
  readonly secondForestDir: string;
  readonly strictProxy: StrictProxyFiles;
  readonly tenant: TenantFiles;
};

export type StrictProxyFiles = {
  readonly dir: string;
  readonly processPath: string;
  readonly logPath: string;
  /** The key of the controller's LDAP service. */
  readonly keytabPath: string;
  /** The socket at which it takes commands. */
  readonly doorPath: string;
};

export type TenantFiles = {
  readonly dir: string;
  readonly dataDir: string;
  readonly labKeyPath: string;
  readonly processPath: string;
  readonly logPath: string;
  readonly certificate: CertificateFiles;
};

export function labFiles(labDir: string): LabFiles {
  const dir = resolve(labDir);
  const strictProxyDir = join(dir, 'strict-proxy');
  const tenantDir = join(dir, 'tenant');
  return {
    dir,
    factsPath: join(dir, 'lab.json'),
    authorityDir: join(dir, 'authority'),
    controllerDir: join(dir, 'dc1'),
    secondControllerDir: join(dir, 'dc2'),
    readOnlyControllerDir: join(dir, 'rodc1'),
    namesDir: join(dir, 'names'),
    secondForestDir: join(dir, 'fabrikam'),
    strictProxy: {
      dir: strictProxyDir,
      processPath: join(strictProxyDir, 'process.json'),
      logPath: join(strictProxyDir, 'strict-proxy.log'),
      keytabPath: join(strictProxyDir, 'keytab'),
      doorPath: join(strictProxyDir, 'door'),
    },
    tenant: {
      dir: tenantDir,
      dataDir: join(tenantDir, 'data'),
      labKeyPath: join(tenantDir, 'data', 'lab-key'),
      processPath: join(tenantDir, 'process.json'),
      logPath: join(tenantDir, 'tenant.log'),
      certificate: {
        certificatePath: join(tenantDir, 'certificate.pem'),
        privateKeyPath: join(tenantDir, 'private-key.pem'),
      },
    },
  };
}
