/** Opens a SQLite file so that a crash at any instant leaves the old or the new state, and says so when the file is damaged. */
import { chmodSync, closeSync, openSync, readSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { errorCodeOf } from '../contract/error-code.ts';
import { problem } from '../contract/problem.ts';
import { fail, type Result, succeed } from '../contract/result.ts';
import { isDamage, isWhole } from './damage.ts';

/** Numbered and frozen: a migration that has shipped is never edited, the next one is added. The index plus one is the version. */
export type Migrations = readonly string[];

export type Opened =
  | { readonly kind: 'opened'; readonly database: DatabaseSync }
  | { readonly kind: 'damaged' }
  | { readonly kind: 'newer'; readonly version: number };

export interface Opening {
  /** Sees a database of an older version as it was. */
  readonly beforeMigration?: (database: DatabaseSync) => void;
  /** Whoever opens it sees to it that it is looked through before anybody relies on it. */
  readonly isLookedThroughLater?: boolean;
}

/** The caller closes the database. Throws when the file system refuses. */
export function openDatabase(
  path: string,
  migrations: Migrations,
  { beforeMigration = () => {}, isLookedThroughLater = false }: Opening = {},
): Opened {
  const database = new DatabaseSync(path, { timeout: 5_000 });
  try {
    chmodSync(path, 0o600);
    database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;');
    if (!isLookedThroughLater && !isWhole(database)) return closeAs(database, { kind: 'damaged' });
    const version = Number(database.prepare('PRAGMA user_version').get()?.user_version);
    if (version > migrations.length) return closeAs(database, { kind: 'newer', version });
    if (version > 0 && version < migrations.length) beforeMigration(database);
    migrate(database, migrations, version);
    return { kind: 'opened', database };
  } catch (error) {
    if (isDamage(error)) return closeAs(database, { kind: 'damaged' });
    database.close();
    throw error;
  }
}

/**
 * Whether a file was last written with a journal of its own beside it, as openDatabase has it; copies made by VACUUM INTO were not (SQLite's
 * file format, bytes 18 and 19 of the header). SQLite itself plays in whatever journal lies beside a file.
 */
export function isInWalMode(path: string): boolean {
  const header = Buffer.alloc(20);
  const file = openSync(path, 'r');
  try {
    readSync(file, header, 0, header.length, 0);
  } finally {
    closeSync(file);
  }
  return header.readUInt8(18) === 2;
}

function migrate(database: DatabaseSync, migrations: Migrations, version: number): void {
  for (const [index, migration] of migrations.entries()) {
    if (index < version) continue;
    inTransaction(database, () => database.exec(`${migration}; PRAGMA user_version = ${index + 1};`));
  }
}

/** All or nothing. Throws what `work` throws, after undoing it. */
export function inTransaction<Value>(database: DatabaseSync, work: () => Value): Value {
  database.exec('BEGIN IMMEDIATE');
  try {
    const value = work();
    database.exec('COMMIT');
    return value;
  } catch (error) {
    if (database.isTransaction) database.exec('ROLLBACK');
    throw error;
  }
}

/** A write that the disk may refuse. Anything but a refusal of SQLite's or of the file system's is a defect and is thrown on. */
export function tryWrite<Value>(write: () => Value): Result<Value> {
  try {
    return succeed(write());
  } catch (error) {
    return asRefusal(error);
  }
}

/** Throws what is no refusal. */
export function asRefusal(error: unknown): Result<never> {
  const refusal = refusalIn(error);
  if (refusal === null) throw error;
  return fail(problem('data.write-failed', refusal));
}

/** Gives back the memory in which pages are kept until they are needed again. */
export const shrink = (database: DatabaseSync): void => database.exec('PRAGMA shrink_memory');

function refusalIn(error: unknown): string | null {
  if (!(error instanceof Error)) return null;
  if ('errcode' in error) return `SQLite result ${error.errcode}`;
  return 'syscall' in error ? errorCodeOf(error) : null;
}

function closeAs(database: DatabaseSync, result: Opened): Opened {
  database.close();
  return result;
}
