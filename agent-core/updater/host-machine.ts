/** The machine, through the service host and the command line that are installed beside the updater. */
import { statfsSync } from 'node:fs';
import { join } from 'node:path';
import { problem } from '../contract/problem.ts';
import { fail, type Result, succeed } from '../contract/result.ts';
import { runProgram } from '../system/run-program.ts';
import { updateArguments, wayBackArguments } from './installer-arguments.ts';
import { jsonOf } from './json-of.ts';
import { agentLookSchema } from './judge-health.ts';
import type { Machine } from './machine.ts';
import { runWithoutPipes } from './run-without-pipes.ts';
import { createWatchService, hostFilename } from './watch-service.ts';

export interface HostParts {
  /** Where everything is installed: the folder with `cli`, `service` and the host. */
  readonly programDir: string;
  readonly dataDir: string;
  readonly updatesDir: string;
  readonly checkPublisher: (packagePath: string) => Promise<Result<void>>;
}

const agentService = 'BridgeheadAgent';
/** Longer than the host itself waits before it ends an agent that does not end. */
const stopWithinMs = 180_000;
const startWithinMs = 60_000;
const lookWithinMs = 20_000;

const installerArguments = { update: updateArguments, return: wayBackArguments };

export function createHostMachine({ programDir, dataDir, updatesDir, checkPublisher }: HostParts): Machine {
  const host = join(programDir, hostFilename);
  const command = join(programDir, 'cli', 'main.mjs');
  return {
    stopAgent: async () => {
      const words = ['stop', '--name', agentService];
      const { exitCode, output, errors } = await runProgram(host, words, { withinMs: stopWithinMs });
      return exitCode === 0
        ? succeed(undefined)
        : fail(problem('updates.agent-not-stopped', `${output}${errors}`.slice(0, 1000)));
    },
    startAgent: async () =>
      void (await runProgram(host, ['start', '--name', agentService], { withinMs: startWithinMs })),
    startInstaller: async (packagePath, purpose) =>
      (await runWithoutPipes(host, ['detach', '--', packagePath, ...installerArguments[purpose]])) === 0,
    ...createWatchService(programDir, updatesDir),
    lookAtAgent: async () => {
      const words = [command, 'status', '--json', '--data-dir', dataDir];
      const { exitCode, output } = await runProgram(process.execPath, words, { withinMs: lookWithinMs });
      return exitCode === 0 ? (agentLookSchema.safeParse(jsonOf(Buffer.from(output))).data ?? null) : null;
    },
    checkPublisher,
    freeBytes: (dir) => {
      const { bavail, bsize } = statfsSync(dir);
      return bavail * bsize;
    },
  };
}
