/** What the agent of a data folder is called where Windows keeps no folders: its service and its pipes. */
import { createHash } from 'node:crypto';
import { join, resolve } from 'node:path';

export interface WindowsNames {
  /** Of the service. */
  readonly service: string;
  /** Of its pipes, below \\.\pipe\. */
  readonly pipes: { readonly control: string; readonly approvals: string; readonly status: string };
}

/** The folder of the machine's own agent. */
export const windowsDataDir = (environment: NodeJS.ProcessEnv = process.env): string =>
  join(environment.ProgramData ?? 'C:\\ProgramData', 'Bridgehead');

/** The machine's own agent has the plain name; the one of another folder carries a mark of its folder, whatever its case. */
export function windowsNamesOf(dataDir: string, environment: NodeJS.ProcessEnv = process.env): WindowsNames {
  const folder = resolve(dataDir).toLowerCase();
  const mark = createHash('sha256').update(folder).digest('hex').slice(0, 16);
  // A service may have been given another environment than the person who installed it.
  const usual = [windowsDataDir(environment), windowsDataDir({})].map((path) => resolve(path).toLowerCase());
  const isUsual = usual.includes(folder);
  return {
    service: isUsual ? 'BridgeheadAgent' : `BridgeheadAgent-${mark}`,
    pipes: {
      control: `bridgehead-${mark}-control`,
      approvals: `bridgehead-${mark}-approvals`,
      status: `bridgehead-${mark}-status`,
    },
  };
}
