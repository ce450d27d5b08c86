/** Where the agent of a data folder listens: a door for those who may change it, one for approvers, one for those who may only look. */
import { createHash } from 'node:crypto';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

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
  const folder = createHash('sha256').update(resolve(dataDir).toLowerCase()).digest('hex').slice(0, 16);
  return {
    control: `\\\\.\\pipe\\bridgehead-${folder}-control`,
    approvals: `\\\\.\\pipe\\bridgehead-${folder}-approvals`,
    status: `\\\\.\\pipe\\bridgehead-${folder}-status`,
  };
}

/** The data folder used when none is named: the machine's for a service, the person's own when not run as root. */
export function defaultDataDir(environment: NodeJS.ProcessEnv = process.env): string {
  const named = environment.BRIDGEHEAD_DATA_DIR;
  if (named !== undefined && named !== '') return resolve(named);
  if (process.platform === 'win32') return join(environment.ProgramData ?? 'C:\\ProgramData', 'Bridgehead');
  return process.getuid?.() === 0 ? '/var/lib/bridgehead' : join(homedir(), '.local', 'share', 'bridgehead');
}
