/** Starts, finds and stops the strict proxy, which is a program of its own because a lab outlives the command that started it. */
import { mkdir } from 'node:fs/promises';
import { labProgramPath } from '../../../../build/lab/build-lab.ts';
import type { StrictProxyFiles } from '../../lab-files.ts';
import { findProcess, type ProcessRecord, startProcess, stopProcess } from '../../processes/lab-process.ts';
import { readReadyPort } from '../../processes/read-ready-port.ts';
import { waitUntil } from '../../processes/wait-until.ts';
import { exportKeytab } from '../export-keytab.ts';
import type { ControllerToReach } from './start-strict-proxy.ts';

export type StrictProxyToLaunch = {
  readonly files: StrictProxyFiles;
  readonly controller: ControllerToReach;
  readonly authorityDir: string;
  /** The folder of the controller, for the key of its LDAP service. */
  readonly controllerDir: string;
};
export type RunningStrictProxy = { readonly process: ProcessRecord; readonly port: number };

/** Resolves when the proxy listens, at a port that the system chose. One that already runs in this folder stays as it is. */
export async function launchStrictProxy(toLaunch: StrictProxyToLaunch): Promise<RunningStrictProxy> {
  const { files } = toLaunch;
  const running = (await findStrictProxy(files)) ?? (await launch(toLaunch));
  try {
    const port = await waitUntil({
      what: 'the strict proxy to listen',
      process: running,
      logPath: files.logPath,
      ask: () => readReadyPort(files.logPath),
    });
    return { process: running, port };
  } catch (cause) {
    await stopStrictProxy(files);
    throw cause;
  }
}

export async function findStrictProxy(files: StrictProxyFiles): Promise<ProcessRecord | undefined> {
  return await findProcess(files.processPath);
}

export async function stopStrictProxy(files: StrictProxyFiles): Promise<boolean> {
  return await stopProcess(files.processPath);
}

async function launch(toLaunch: StrictProxyToLaunch): Promise<ProcessRecord> {
  const { files, controller, authorityDir, controllerDir } = toLaunch;
  await mkdir(files.dir, { recursive: true });
  await exportKeytab(controllerDir, `ldap/${controller.host}`, files.keytabPath);
  return await startProcess({
    program: process.execPath,
    args: [
      await labProgramPath('directory/strict-proxy/main'),
      ...['--address', controller.address],
      ...['--port', '0'],
      ...['--host', controller.host],
      ...['--controller-port', String(controller.port)],
      ...['--domain-name', controller.domainName],
      ...['--base-dn', controller.baseDn],
      ...['--authority-dir', authorityDir],
      ...['--keytab', files.keytabPath],
      ...['--door', files.doorPath],
    ],
    // The machine's own Kerberos has nothing to do with the lab.
    environment: { KRB5_CONFIG: '/dev/null' },
    recordPath: files.processPath,
    logPath: files.logPath,
  });
}
