import { DatabaseSync } from 'node:sqlite';
import { type Result } from '../contract/result.ts';
/** Numbered and frozen: a migration that has shipped is never edited, the next one is added. The index plus one is the version. */
export type Migrations = readonly string[];
export type Opened =
  | {
      readonly kind: 'opened';
      readonly database: DatabaseSync;
    }
  | {
      readonly kind: 'damaged';
    }
  | {
      readonly kind: 'newer';
      readonly version: number;
    };
export interface Opening {
  /** Sees a database of an older version as it was. */
  readonly beforeMigration?: (database: DatabaseSync) => void;
  /** Whoever opens it sees to it that it is looked through before anybody relies on it. */
  readonly isLookedThroughLater?: boolean;
}
/** The caller closes the database. Throws when the file system refuses. */
export declare function openDatabase(
  path: string,
  migrations: Migrations,
  { beforeMigration, isLookedThroughLater }?: Opening,
): Opened;
/**
 * Whether a file was last written with a journal of its own beside it, as openDatabase has it; copies made by VACUUM INTO were not (SQLite's
 * file format, bytes 18 and 19 of the header). SQLite itself plays in whatever journal lies beside a file.
 */
export declare function isInWalMode(path: string): boolean;
/** All or nothing. Throws what `work` throws, after undoing it. */
export declare function inTransaction<Value>(database: DatabaseSync, work: () => Value): Value;
/** A write that the disk may refuse. Anything but a refusal of SQLite's or of the file system's is a defect and is thrown on. */
export declare function tryWrite<Value>(write: () => Value): Result<Value>;
/** Throws what is no refusal. */
export declare function asRefusal(error: unknown): Result<never>;
/** Gives back the memory in which pages are kept until they are needed again. */
export declare const shrink: (database: DatabaseSync) => void;
