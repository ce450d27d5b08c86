/** How damage of a database shows: it is found by looking, or SQLite stumbles over it. */
import type { DatabaseSync } from 'node:sqlite';
/** Reads all of it: seconds where it is large. Throws where the damage is too great for that. */
export declare function isWhole(database: DatabaseSync): boolean;
/** SQLite primary result codes 11 (SQLITE_CORRUPT) and 26 (SQLITE_NOTADB). */
export declare function isDamage(error: unknown): boolean;
