/** Where the agent of a data folder listens: a door for those who may change it, one for approvers, one for those who may only look. */
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { windowsDataDir, windowsNamesOf } from './windows-names.ts';

export interface ControlAddress {
  /** Read, change and approve. */
  readonly control: string;
  /** Read and approve; open where the agent was told whose group may approve. */
  readonly approvals: string;
  /** Read only. */
  readonly status: string;
}

/** Unix sockets live in the data folder; Windows pipes have no folder, so the folder's name becomes part of theirs. */
export function controlAddressOf(dataDir: string, platform: NodeJS.Platform = process.platform): ControlAddress {
  if (platform !== 'win32') {
    const socket = (name: string) => join(resolve(dataDir), `${name}.sock`);
    return { control: socket('control'), approvals: socket('approvals'), status: socket('status') };
  }
  const { control, approvals, status } = windowsNamesOf(dataDir).pipes;
  const pipe = (name: string) => `\\\\.\\pipe\\${name}`;
  return { control: pipe(control), approvals: pipe(approvals), status: pipe(status) };
}

/** The data folder used when none is named: the machine's for a service, the person's own when not run as root. */
export function defaultDataDir(environment: NodeJS.ProcessEnv = process.env): string {
  const named = environment.BRIDGEHEAD_DATA_DIR;
  if (named !== undefined && named !== '') return resolve(named);
  if (process.platform === 'win32') return windowsDataDir(environment);
  return process.getuid?.() === 0 ? '/var/lib/bridgehead' : join(homedir(), '.local', 'share', 'bridgehead');
}
