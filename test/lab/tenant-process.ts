/** Starts, finds and stops the tenant emulator, which is a program of its own. */
import { mkdir } from 'node:fs/promises';
import { labProgramPath } from '../../build/lab/build-lab.ts';
import type { LabAuthority } from './certificates/lab-authority.ts';
import { ensureServerCertificate } from './certificates/server-certificate.ts';
import type { TenantFiles } from './lab-files.ts';
import { findProcess, type ProcessRecord, startProcess, stopProcess } from './processes/lab-process.ts';
import { readReadyPort } from './processes/read-ready-port.ts';
import { waitUntil } from './processes/wait-until.ts';

/**
 * Requests leave their garbage at once; a small nursery keeps it from growing into the memory of the process, and a tenant of
 * 100,000 users below 500 MB.
 */
const runtimeOptions = ['--max-semi-space-size=4'];

export type TenantToStart = {
  readonly files: TenantFiles;
  readonly address: string;
  /** Zero lets the system choose. */
  readonly port: number;
  readonly authority: LabAuthority;
};
export type RunningTenant = { readonly process: ProcessRecord; readonly port: number };

/** Resolves when the tenant listens. One that already runs in this folder stays as it is. */
export async function startTenant(toStart: TenantToStart): Promise<RunningTenant> {
  const { files } = toStart;
  const running = (await findTenant(files)) ?? (await launch(toStart));
  try {
    const port = await waitUntil({
      what: 'the tenant to listen',
      process: running,
      logPath: files.logPath,
      ask: () => readReadyPort(files.logPath),
    });
    return { process: running, port };
  } catch (cause) {
    await stopTenant(files);
    throw cause;
  }
}

export async function findTenant(files: TenantFiles): Promise<ProcessRecord | undefined> {
  return await findProcess(files.processPath);
}

export async function stopTenant(files: TenantFiles): Promise<boolean> {
  return await stopProcess(files.processPath);
}

async function launch({ files, address, port, authority }: TenantToStart): Promise<ProcessRecord> {
  await mkdir(files.dataDir, { recursive: true });
  const names = { commonName: 'Bridgehead lab tenant', dnsNames: ['localhost'], ipAddresses: [address] };
  await ensureServerCertificate(authority, names, files.certificate);
  return await startProcess({
    program: process.execPath,
    args: [
      ...runtimeOptions,
      await labProgramPath('tenant/main'),
      ...['--address', address],
      ...['--host-name', address],
      ...['--port', String(port)],
      ...['--certificate', files.certificate.certificatePath],
      ...['--private-key', files.certificate.privateKeyPath],
      ...['--data-dir', files.dataDir],
    ],
    recordPath: files.processPath,
    logPath: files.logPath,
  });
}
