/** record.db: everything that may not be lost. A damaged one is set aside, and then nothing is written until a person decides. */
import { existsSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { assertNever } from '../contract/assert-never.ts';
import { type Problem, problem } from '../contract/problem.ts';
import type { Result } from '../contract/result.ts';
import { copyRecord } from './copy-record.ts';
import { isSetAside, setAside, setJournalsAside, settleAside } from './data-folder.ts';
import { isInWalMode, openDatabase, tryWrite } from './database.ts';
import { recordMigrations } from './migrations/record-migrations.ts';

export type RecordDatabase =
  | {
      readonly kind: 'open';
      readonly database: DatabaseSync;
      /** Keeps a copy of the day; one is made at a time. @param at ISO 8601 */
      readonly backUp: (at: string) => Promise<Result<void>>;
      /** Settles when no copy is being made any more. */
      readonly copied: () => Promise<void>;
    }
  | { readonly kind: 'protected'; readonly problem: Problem };

export interface RecordOptions {
  readonly path: string;
  readonly backupsDir: string;
  /** ISO 8601. */
  readonly now: string;
  /** A person decided to go on without the damaged record. */
  readonly isNewRecordWanted: boolean;
}

export function openRecordDatabase(options: RecordOptions): RecordDatabase {
  const { path, backupsDir, now, isNewRecordWanted } = options;
  const protectedBecause = (detail: string): RecordDatabase => ({
    kind: 'protected',
    problem: problem('data.record-damaged', `${detail}; backups are in ${backupsDir}`),
  });
  if (isSetAside(path) && !isNewRecordWanted) return protectedBecause('set aside earlier');
  if (!existsSync(path)) {
    // A journal that it left behind would be played into whatever is copied to its place.
    if (existsSync(`${path}-wal`)) setAside(path, now);
    if (hasCopies(backupsDir) && !isNewRecordWanted)
      return { kind: 'protected', problem: problem('data.record-missing', `${path}; backups are in ${backupsDir}`) };
    keepCopiesApart(backupsDir, now);
  } else if (existsSync(`${path}-wal`) && !isInWalMode(path)) {
    // A copy was put in place of a record whose agent died: what that one had not moved into its file yet would be played into the copy.
    setJournalsAside(path, now);
  }

  const opened = isEmptied(path, backupsDir)
    ? ({ kind: 'damaged' } as const)
    : openDatabase(path, recordMigrations, { beforeMigration: (database) => backUp(database, backupsDir, now) });
  switch (opened.kind) {
    case 'opened':
      settleAside(path);
      if (!existsSync(backupPath(backupsDir, now))) backUp(opened.database, backupsDir, now);
      return { kind: 'open', database: opened.database, ...copyInTurn(path, backupsDir) };
    case 'newer':
      return { kind: 'protected', problem: problem('data.newer-version', `record.db has version ${opened.version}`) };
    case 'damaged': {
      const aside = setAside(path, now);
      return isNewRecordWanted ? openRecordDatabase(options) : protectedBecause(`set aside as ${aside}`);
    }
    default:
      return assertNever(opened);
  }
}

/** SQLite takes an empty file for a new database. Where there are backups, there was a record before. */
function isEmptied(path: string, backupsDir: string): boolean {
  return existsSync(path) && statSync(path).size === 0 && hasCopies(backupsDir);
}

const hasCopies = (backupsDir: string) => backupsIn(backupsDir).length > 0;

/**
 * A record that begins anew makes copies under the same names as the one before. That one's may be all that is left of it: they get
 * names of their own, under which nothing overwrites or removes them.
 */
function keepCopiesApart(backupsDir: string, now: string): void {
  const mark = now.replaceAll(/[^0-9]/g, '');
  for (const name of backupsIn(backupsDir))
    renameSync(join(backupsDir, name), join(backupsDir, `until-${mark}-${name}`));
}

const backupsKept = 7;

/** Whoever asks while a copy is made gets one of their own after it. */
function copyInTurn(path: string, backupsDir: string): Pick<RecordDatabase & { kind: 'open' }, 'backUp' | 'copied'> {
  let last: Promise<unknown> = Promise.resolve();
  const copy = async (at: string): Promise<Result<void>> => {
    const target = backupPath(backupsDir, at);
    const cleared = tryWrite(() => rmSync(`${target}.new`, { force: true }));
    if (!cleared.ok) return cleared;
    const copied = await copyRecord(path, `${target}.new`);
    return copied.ok ? tryWrite(() => keepCopy(backupsDir, target)) : copied;
  };
  return {
    backUp: (at) => {
      const copied = last.then(() => copy(at));
      last = copied.catch(() => undefined);
      return copied;
    },
    copied: async () => void (await last),
  };
}

/** Copies the record as it is now, before anybody waits for the agent, in place of an earlier copy of the same day. */
function backUp(database: DatabaseSync, backupsDir: string, now: string): void {
  const path = backupPath(backupsDir, now);
  rmSync(`${path}.new`, { force: true });
  database.prepare('VACUUM INTO ?').run(`${path}.new`);
  keepCopy(backupsDir, path);
}

/** In place of an earlier one of the same day; of those of other days, only so many. */
function keepCopy(backupsDir: string, path: string): void {
  renameSync(`${path}.new`, path);
  for (const name of backupsIn(backupsDir).slice(0, -backupsKept)) rmSync(join(backupsDir, name));
}

const backupPath = (backupsDir: string, now: string) => join(backupsDir, `record-${now.slice(0, 10)}.db`);

/** Names, the oldest first. */
function backupsIn(backupsDir: string): readonly string[] {
  return readdirSync(backupsDir)
    .filter((name) => /^record-\d{4}-\d{2}-\d{2}\.db$/.test(name))
    .toSorted();
}
