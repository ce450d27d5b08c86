/** How damage of a database shows: it is found by looking, or SQLite stumbles over it. */
import type { DatabaseSync } from 'node:sqlite';

/** Reads all of it: seconds where it is large. Throws where the damage is too great for that. */
export function isWhole(database: DatabaseSync): boolean {
  return database.prepare('PRAGMA quick_check(1)').get()?.quick_check === 'ok';
}

/** SQLite primary result codes 11 (SQLITE_CORRUPT) and 26 (SQLITE_NOTADB). */
export function isDamage(error: unknown): boolean {
  return error instanceof Error && 'errcode' in error && [11, 26].includes(Number(error.errcode) & 0xff);
}
