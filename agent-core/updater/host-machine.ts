/** The machine, through the service host and the command line that are installed beside the updater. */
import { constants, statfsSync } from 'node:fs';
import { copyFile, mkdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { problem } from '../contract/problem.ts';
import { fail, type Result, succeed } from '../contract/result.ts';
import { runProgram } from '../system/run-program.ts';
import { updateArguments, wayBackArguments } from './installer-arguments.ts';
import { jsonOf } from './json-of.ts';
import { agentLookSchema } from './judge-health.ts';
import type { Machine } from './machine.ts';
import { runWithoutPipes } from './run-without-pipes.ts';
import { diskProblemOf } from './updater-problem.ts';
import { watchWords } from './watch-line.ts';

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
  const host = join(programDir, process.platform === 'win32' ? 'bridgehead-host.exe' : 'bridgehead-host');
  const command = join(programDir, 'cli', 'main.mjs');
  const watchDir = join(updatesDir, 'watch');
  const [watchRuntime, watcher] = [join(watchDir, basename(process.execPath)), join(watchDir, 'watcher.mjs')];
  /** Starts what outlives this program. */
  const detach = async (words: readonly string[]) => (await runWithoutPipes(host, ['detach', '--', ...words])) === 0;
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
    startInstaller: (packagePath, purpose) => detach([packagePath, ...installerArguments[purpose]]),
    keepWatcher: async () => {
      try {
        await mkdir(watchDir, { recursive: true });
        await copyFile(process.execPath, watchRuntime, constants.COPYFILE_FICLONE);
        await copyFile(join(programDir, 'updater', 'watcher.mjs'), watcher);
        return succeed(undefined);
      } catch (error) {
        return fail(diskProblemOf(error, watchDir));
      }
    },
    startWatcher: (line) => detach([watchRuntime, watcher, ...watchWords(line)]),
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
