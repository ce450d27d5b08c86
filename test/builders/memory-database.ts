/** A database in memory with the tables that these migrations make. */
import { DatabaseSync } from 'node:sqlite';
import type { Migrations } from '../../agent-core/storage/database.ts';

/** Of each the first: to make the tables takes longer than most of what is then done with them, and to copy them next to nothing. */
const made = new Map<Migrations, Uint8Array>();

export function memoryDatabase(migrations: Migrations): DatabaseSync {
  const database = new DatabaseSync(':memory:');
  const first = made.get(migrations);
  if (first !== undefined) {
    database.deserialize(first);
    return database;
  }
  for (const migration of migrations) database.exec(migration);
  // Node 22 makes no such copies.
  if ('serialize' in database) made.set(migrations, database.serialize());
  return database;
}
