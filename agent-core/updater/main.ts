/** The updater: constructs its parts, connects them and lives until it is told to stop. Nothing is decided here. */
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { version } from '../contract/version.ts';
import { checkPublisher } from './check-publisher.ts';
import { createHostMachine } from './host-machine.ts';
import { openPackageStore } from './package-store.ts';
import { readPinned } from './pinned.ts';
import { patienceOf } from './update-parts.ts';
import { createUpdateSource } from './update-source.ts';
import { runUpdater } from './updater.ts';
import { live, platformOf, tellLine } from './updater-life.ts';
import { readUpdaterChoices, type UpdaterLine } from './updater-line.ts';
import { openUpdaterMemory } from './updater-memory.ts';

const programDir = join(import.meta.dirname, '..');
const pinned = readPinned();

const pause = (milliseconds: number, signal: AbortSignal) =>
  setTimeout(milliseconds, undefined, { signal }).catch(() => {});

const run = ({ dataDir, updatesDir, programDir }: UpdaterLine, signal: AbortSignal) => {
  const { feed = pinned.feed, proxy = null, installSeconds, healthSeconds } = readUpdaterChoices(updatesDir);
  const source = feed === null ? null : createUpdateSource(feed, proxy);
  const machine = createHostMachine({
    programDir,
    dataDir,
    updatesDir,
    checkPublisher: (path) => checkPublisher(path, pinned.needsAuthenticode),
  });
  const parts = {
    version,
    platform: platformOf(process.platform, process.arch),
    dataDir,
    updatesDir,
    key: pinned.key,
    source,
    packages: openPackageStore(join(updatesDir, 'packages')),
    memory: openUpdaterMemory(updatesDir),
    machine,
    patience: patienceOf(installSeconds, healthSeconds),
    now: () => new Date().toISOString(),
    pause,
    tell: tellLine,
  };
  return runUpdater(parts, signal);
};

await live(process.argv.slice(2), programDir, run);
