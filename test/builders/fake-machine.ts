/** A machine on which versions replace each other, in the process of the test: whoever is replaced is killed at that moment. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { problem } from '../../agent-core/contract/problem.ts';
import { fail, succeed } from '../../agent-core/contract/result.ts';
import { carryOutUpdate } from '../../agent-core/updater/carry-out-update.ts';
import type { AgentLook } from '../../agent-core/updater/judge-health.ts';
import type { Machine } from '../../agent-core/updater/machine.ts';
import { openPackageStore } from '../../agent-core/updater/package-store.ts';
import type { UpdateParts } from '../../agent-core/updater/update-parts.ts';
import { createUpdateSource } from '../../agent-core/updater/update-source.ts';
import { openUpdaterMemory, type Update } from '../../agent-core/updater/updater-memory.ts';
import { temporaryFolder } from './temporary-folder.ts';
import { feedKey, feedNow, feedPlace, offer, packageFile } from './update-feed.ts';
import { serveUpdates } from './update-server.ts';

/** The power is gone, or the process was killed: nothing after it happens. */
export class Killed extends Error {}

export interface Habits {
  /** What the agent of a version says of itself; by default, that it is well. */
  readonly look?: (version: string) => AgentLook | null;
  /** Whether an installer puts its version in place. */
  readonly replaces?: (version: string) => boolean;
  readonly canStop?: boolean;
  readonly canWatch?: boolean;
  readonly freeBytes?: number;
}

export async function fakeMachine(habits: Habits = {}) {
  const root = temporaryFolder();
  const [dataDir, updatesDir] = [join(root, 'data'), join(root, 'updates')];
  for (const dir of [dataDir, updatesDir]) mkdirSync(dir);
  writeFileSync(join(dataDir, 'record.db'), 'before');
  const place = feedPlace();
  await offer(place, { packagePath: packageFile(Buffer.from('the package of 1.1.0')) });
  const server = await serveUpdates(place.folder);
  const packages = openPackageStore(join(updatesDir, 'packages'));
  writeFileSync(packages.pathOf('1.0.0'), 'the package of 1.0.0');
  let installed = '1.0.0';
  let isRunning = true;
  let nowMs = Date.parse(feedNow);
  const done: string[] = [];
  /** Called before whatever changes anything. */
  let before = (_what: string) => {};
  const act = (what: string) => {
    before(what);
    done.push(what);
  };
  const well = (version: string): AgentLook => ({
    version,
    activity: 'idle',
    lastRun: null,
    isPaused: true,
    nextRunAt: null,
  });
  const machine: Machine = {
    stopAgent: async () => {
      act('stop');
      if (habits.canStop === false) return fail(problem('updates.agent-not-stopped', 'it hangs'));
      isRunning = false;
      return succeed(undefined);
    },
    startAgent: async () => {
      act('start');
      isRunning = true;
    },
    keepWatcher: async () => succeed(undefined),
    startWatcher: async ({ watched }) => {
      act(`watch ${watched.to}`);
      return habits.canWatch !== false;
    },
    startInstaller: async (path, purpose) => {
      act(`${purpose} ${path.slice(path.lastIndexOf('-') + 1, -'.exe'.length)}`);
      const version = path.slice(path.lastIndexOf('-') + 1, -'.exe'.length);
      if (habits.replaces?.(version) === false) return true;
      installed = version;
      isRunning = purpose === 'update';
      throw new Killed();
    },
    lookAtAgent: async () => (isRunning ? (habits.look ?? well)(installed) : null),
    checkPublisher: async () => succeed(undefined),
    freeBytes: () => habits.freeBytes ?? Number.MAX_SAFE_INTEGER,
  };
  const memory = () => {
    const opened = openUpdaterMemory(updatesDir);
    return {
      ...opened,
      change: (changes: Parameters<typeof opened.change>[0]) => {
        if (changes.update !== undefined) act(`write ${changes.update?.phase} ${changes.update?.attempts}`);
        opened.change(changes);
      },
    };
  };
  const parts = (): UpdateParts => ({
    version: installed,
    platform: 'linux-x64',
    dataDir,
    updatesDir,
    key: feedKey,
    source: createUpdateSource(server.address, null),
    packages,
    memory: memory(),
    machine,
    patience: {
      ...{ feedMs: 5_000, bytesPerSecond: 1_000_000, betweenLooksMs: 20_000 },
      ...{ installMs: 60_000, healthMs: 60_000, returnMs: 60_000 },
    },
    now: () => new Date(nowMs).toISOString(),
    pause: async (milliseconds) => {
      nowMs += milliseconds;
    },
    tell: () => {},
    onFetched: () => {},
  });
  const update = (changes: Partial<Update> = {}): Update => ({
    ...{ channel: 'stable', from: '1.0.0', to: '1.1.0', startedAt: feedNow, phase: 'fetching', fetchedBytes: 0 },
    ...{ endedAt: null, outcome: null, problem: null, deadlineAt: null, checkedSince: null },
    ...{ attempts: 0, failedBefore: false },
    ...changes,
  });
  return {
    ...{ dataDir, updatesDir, packages, server, place, done },
    installed: () => installed,
    isRunning: () => isRunning,
    /** @param hook may throw `Killed` */
    beforeEach: (hook: (what: string) => void) => {
      before = hook;
    },
    /** Begins it, and starts whatever is installed again whenever it was killed, until it has ended. */
    carryOut: async (changes: Partial<Update> = {}) => {
      openUpdaterMemory(updatesDir).change({ update: update(changes) });
      for (let starts = 0; starts < 20; starts += 1) {
        try {
          await carryOutUpdate(parts(), new AbortController().signal);
          break;
        } catch (error) {
          if (!(error instanceof Killed)) throw error;
        }
      }
      const { update: ended, failedVersions } = openUpdaterMemory(updatesDir).read();
      if (ended === null) throw new Error('it was forgotten');
      return { ...ended, code: ended.problem?.code ?? null, failedVersions };
    },
  };
}
