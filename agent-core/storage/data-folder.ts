/** The agent's folder: made with tight permissions, and claimed so that no second agent ever writes into it. */
import { chmodSync, existsSync, lstatSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { newRecordWishFilename } from '../contract/data-files.ts';
import { errorCodeOf } from '../contract/error-code.ts';
import { problem } from '../contract/problem.ts';
import { fail, type Result, succeed } from '../contract/result.ts';

export interface DataFolder {
  readonly dir: string;
  readonly cachePath: string;
  readonly recordPath: string;
  readonly backupsDir: string;
  readonly secretsDir: string;
  readonly logsDir: string;
  /** Lets another agent claim the folder. */
  release(): void;
}

const lockFilename = 'agent.lock';

/** Problems: data.in-use, data.not-writable, data.untrusted-folder. */
export function claimDataFolder(dataDir: string): Result<DataFolder> {
  const dir = resolve(dataDir);
  const folder = {
    dir,
    cachePath: join(dir, 'cache.db'),
    recordPath: join(dir, 'record.db'),
    backupsDir: join(dir, 'backups'),
    secretsDir: join(dir, 'secrets'),
    logsDir: join(dir, 'logs'),
  };
  try {
    // From here on, whatever this process creates belongs to its account alone.
    if (process.platform !== 'win32') process.umask(0o077);
    // Others may pass through, to reach the socket that lets them look; they may read nothing.
    const trouble = ensureOwnDir(dir, 0o711, (names) => names.length === 0 || names.includes(lockFilename));
    if (trouble !== null) return fail(problem('data.untrusted-folder', trouble));
    for (const inner of [folder.backupsDir, folder.secretsDir, folder.logsDir]) {
      const innerTrouble = ensureOwnDir(inner, 0o700, () => true);
      if (innerTrouble !== null) return fail(problem('data.untrusted-folder', innerTrouble));
    }
    const lock = claimLock(join(dir, lockFilename));
    if (lock === null) return fail(problem('data.in-use', dir));
    return succeed({ ...folder, release: () => lock.close() });
  } catch (error) {
    return fail(problem('data.not-writable', `${dir}: ${errorCodeOf(error)}`));
  }
}

/**
 * Makes the folder, or makes sure that one that is there is ours alone: what somebody else prepared may hold traps, such as files
 * they can read where secrets will be written. @returns what is wrong with it, or null
 */
function ensureOwnDir(dir: string, mode: number, mayHold: (names: readonly string[]) => boolean): string | null {
  if (!existsSync(dir)) {
    makeDir(dir, mode);
    // The process's own mask may have taken away more.
    chmodSync(dir, mode);
    return null;
  }
  const found = lstatSync(dir);
  if (found.isSymbolicLink()) return `${dir} is a link`;
  if (!found.isDirectory()) return `${dir} is not a folder`;
  if (process.platform === 'win32') return null;
  if (found.uid !== process.getuid?.()) return `${dir} belongs to user ${found.uid}`;
  if ((found.mode & 0o022) !== 0) return `others may write to ${dir}`;
  if (!mayHold(readdirSync(dir))) return `${dir} holds files that are not an agent's`;
  return null;
}

/**
 * Makes a folder and those above it. Node's own recursive form never returns where the file system answers ENOENT although the
 * folder above exists, as /proc does.
 */
function makeDir(dir: string, mode: number): void {
  if (existsSync(dir) && statSync(dir).isDirectory()) return;
  if (!existsSync(dirname(dir))) makeDir(dirname(dir), mode);
  mkdirSync(dir, { mode });
}

/**
 * The lock is a transaction that is never committed: the operating system gives it up with the process, however it ends,
 * and it works alike on every platform. @returns null when somebody else holds it
 */
function claimLock(path: string): DatabaseSync | null {
  const lock = new DatabaseSync(path, { timeout: 0 });
  try {
    chmodSync(path, 0o600);
    lock.exec('BEGIN EXCLUSIVE');
    return lock;
  } catch (error) {
    lock.close();
    const isBusy = error instanceof Error && 'errcode' in error && Number(error.errcode) === 5;
    if (isBusy) return null;
    throw error;
  }
}

/**
 * Whoever may write here may ask for a new record at the next start: a service is started by somebody else, who takes no options.
 * The wish is granted once. @returns whether there was one
 */
export function takeNewRecordWish(folder: Pick<DataFolder, 'dir'>): boolean {
  const path = join(folder.dir, newRecordWishFilename);
  if (!existsSync(path)) return false;
  rmSync(path);
  return true;
}

const setAsideMark = '.damaged-';

const journalSuffixes = ['-wal', '-shm'];

/** Moves a database and its journals out of the way, unchanged, so that somebody can look at them. @returns the new path */
export function setAside(databasePath: string, now: string): string {
  return moveAside(databasePath, ['', ...journalSuffixes], now);
}

/** Moves the journals alone: they are those of another file than the one that lies there. */
export function setJournalsAside(databasePath: string, now: string): void {
  moveAside(databasePath, journalSuffixes, now);
}

function moveAside(databasePath: string, suffixes: readonly string[], now: string): string {
  const mark = `${setAsideMark}${now.replaceAll(/[^0-9]/g, '')}`;
  for (const suffix of suffixes) {
    if (existsSync(databasePath + suffix)) renameSync(databasePath + suffix, `${databasePath}${mark}${suffix}`);
  }
  return databasePath + mark;
}

/** Whether a damaged database stands aside and nothing took its place yet. */
export function isSetAside(databasePath: string): boolean {
  return !existsSync(databasePath) && asidesOf(databasePath).some((name) => /-\d+$/.test(name));
}

/** Something took the place of what stands aside: from now on it says nothing any more about what is there or gone. */
export function settleAside(databasePath: string): void {
  const dir = dirname(databasePath);
  for (const name of asidesOf(databasePath))
    renameSync(join(dir, name), join(dir, name.replace(setAsideMark, '.was-damaged-')));
}

/** Names of what stands aside, journals as well. */
function asidesOf(databasePath: string): readonly string[] {
  const mark = `${basename(databasePath)}${setAsideMark}`;
  return readdirSync(dirname(databasePath)).filter((name) => name.startsWith(mark));
}
