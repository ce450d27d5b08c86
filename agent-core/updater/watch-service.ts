/**
 * The service that watches an update, for as long as that takes. Its program, its runtime and its host are copies in the updater's own folder, which
 * no installer replaces, and the service manager starts it again after a restart of the computer: nothing of the new version is needed
 * for the way back.
 */
import { constants } from 'node:fs';
import { copyFile, mkdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fail, succeed } from '../contract/result.ts';
import { runProgram } from '../system/run-program.ts';
import type { Machine } from './machine.ts';
import { runWithoutPipes } from './run-without-pipes.ts';
import { diskProblemOf } from './updater-problem.ts';
import { watchWords } from './watch-line.ts';

export const hostFilename = process.platform === 'win32' ? 'bridgehead-host.exe' : 'bridgehead-host';

const named = ['--name', 'BridgeheadWatcher'] as const;

/** It has nothing to end in order: whatever it did is looked at anew when it is started again. */
const stopSeconds = '1';
const withinMs = 60_000;

export function createWatchService(
  programDir: string,
  updatesDir: string,
): Pick<Machine, 'keepWatcher' | 'startWatcher'> {
  const watchDir = join(updatesDir, 'watch');
  const [host, runtime] = [join(watchDir, hostFilename), join(watchDir, basename(process.execPath))];
  const callHost = async (verb: string, ...words: readonly string[]) =>
    (await runProgram(host, [verb, ...named, ...words], { withinMs })).exitCode === 0;
  return {
    keepWatcher: async () => {
      // One that an update before left behind would keep its files from being replaced.
      await callHost('uninstall');
      try {
        await mkdir(watchDir, { recursive: true });
        await copyFile(process.execPath, runtime, constants.COPYFILE_FICLONE);
        await copyFile(join(programDir, hostFilename), host);
        await copyFile(join(programDir, 'updater', 'watcher.mjs'), join(watchDir, 'watcher.mjs'));
        return succeed(undefined);
      } catch (error) {
        return fail(diskProblemOf(error, watchDir));
      }
    },
    startWatcher: async (line) => {
      const isInstalled = await callHost(
        'install',
        ...['--display', 'Bridgehead Update Watcher'],
        ...['--description', 'Puts the version of Bridgehead before back where an update does not succeed.'],
        ...['--program', runtime, '--data-dir', watchDir, '--stop-seconds', stopSeconds],
        ...[join(watchDir, 'watcher.mjs'), ...watchWords(line)].flatMap((word) => ['--argument', word]),
        ...['--account', 'LocalSystem', '--system-service', '--automatic'],
      );
      return isInstalled && (await callHost('start'));
    },
  };
}

/** Once nothing is left to watch; by a program that outlives the service, which ends first. @param dir where the watcher and its host are */
export async function removeWatchService(dir: string): Promise<void> {
  const host = join(dir, hostFilename);
  await runWithoutPipes(host, ['detach', '--', host, 'uninstall', ...named]);
}
