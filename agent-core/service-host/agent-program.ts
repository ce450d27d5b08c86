/** Which program the service starts: the one this very program belongs to, on the runtime it runs on. */
import { extname, join } from 'node:path';

export interface AgentProgram {
  readonly runtimePath: string;
  readonly agentPath: string;
  readonly supervisorPath: string;
}

const agentCoreDir = join(import.meta.dirname, '..');
/** A build has other names for its files, at the same places. */
const extension = extname(import.meta.filename);

export const agentProgram: AgentProgram = {
  runtimePath: process.execPath,
  agentPath: join(agentCoreDir, 'service', `main${extension}`),
  supervisorPath: join(agentCoreDir, 'service-host', 'supervisor', `main${extension}`),
};

/** Of bridgehead-host.exe, on Windows. */
export const windowsHostPath = join(agentCoreDir, 'bridgehead-host.exe');

/**
 * What the runtime is started with. New objects get 4 MB: with the usual share of the machine's memory, most of what a run reads and drops
 * would stay until the share is full. One thread helps it to collect and to compile, not four, each of which keeps memory of its own.
 */
export const runtimeWords: readonly string[] = ['--max-semi-space-size=4', '--v8-pool-size=1'];

/** What the agent is started with. @param approvers the group whose members may approve */
export const agentWords = (dataDir: string, approvers: string | null): readonly string[] => [
  '--data-dir',
  dataDir,
  ...(approvers === null ? [] : ['--approvers', approvers]),
];

/** A stop lets the change under way end; nothing an agent waits for takes longer than this. */
export const stopDeadlineMs = 120_000;
