/** The machine, through the service host and the command line that are installed beside the updater. */
import { statfsSync } from 'node:fs';
import { join } from 'node:path';
import { problem } from '../contract/problem.ts';
import { fail, type Result, succeed } from '../contract/result.ts';
import { jsonOf } from './json-of.ts';
import { agentLookSchema } from './judge-health.ts';
import type { Machine } from './machine.ts';
import { runProgram, runWithoutPipes } from './run-program.ts';

export interface HostParts {
  /** Where everything is installed: the folder with `cli`, `service` and the host. */
  readonly programDir: string;
  readonly dataDir: string;
  readonly checkPublisher: (packagePath: string) => Promise<Result<void>>;
}

const agentService = 'BridgeheadAgent';
/** Longer than the host itself waits before it ends an agent that does not end. */
const stopWithinMs = 180_000;
const startWithinMs = 60_000;
const lookWithinMs = 20_000;

/** Silent, and not as by a person: account, data and settings stay. An older version is accepted only on the way back. */
const installerArguments = { update: ['/S', '--updated'], return: ['/S', '--updated', '/RETURN'] } as const;

export function createHostMachine({ programDir, dataDir, checkPublisher }: HostParts): Machine {
  const host = join(programDir, process.platform === 'win32' ? 'bridgehead-host.exe' : 'bridgehead-host');
  const command = join(programDir, 'cli', 'main.mjs');
  return {
    stopAgent: async () => {
      const { exitCode, output } = await runProgram(host, ['stop', '--name', agentService], stopWithinMs);
      return exitCode === 0 ? succeed(undefined) : fail(problem('updates.agent-not-stopped', output.slice(0, 1000)));
    },
    startAgent: async () => void (await runProgram(host, ['start', '--name', agentService], startWithinMs)),
    startInstaller: async (packagePath, purpose) =>
      (await runWithoutPipes(host, ['detach', '--', packagePath, ...installerArguments[purpose]])) === 0,
    lookAtAgent: async () => {
      const words = [command, 'status', '--json', '--data-dir', dataDir];
      const { exitCode, output } = await runProgram(process.execPath, words, lookWithinMs);
      return exitCode === 0 ? (agentLookSchema.safeParse(jsonOf(Buffer.from(output))).data ?? null) : null;
    },
    checkPublisher,
    freeBytes: (dir) => {
      const { bavail, bsize } = statfsSync(dir);
      return bavail * bsize;
    },
  };
}
