import { closeSync, openSync, readFileSync, statSync, truncateSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { describe, expect, test } from 'vitest';
import { inTransaction, type Migrations, openDatabase, tryWrite } from '../../../agent-core/storage/database.ts';
import { temporaryFolder } from '../../builders/temporary-folder.ts';

const first = 'CREATE TABLE things (name TEXT PRIMARY KEY) STRICT';
const second = 'ALTER TABLE things ADD COLUMN size INTEGER';

function open(path: string, migrations: Migrations): DatabaseSync {
  const opened = openDatabase(path, migrations);
  if (opened.kind !== 'opened') throw new Error(`the database is ${opened.kind}`);
  return opened.database;
}

/** A database of many pages, closed. */
function filledDatabase(): string {
  const path = join(temporaryFolder(), 'things.db');
  const database = open(path, [first]);
  const insert = database.prepare('INSERT INTO things (name) VALUES (?)');
  inTransaction(database, () => {
    for (let index = 0; index < 2000; index += 1) insert.run(`thing ${index} ${'x'.repeat(100)}`);
  });
  database.close();
  return path;
}

describe('migrations', () => {
  test('bring a new file to the newest version, and are not made twice', () => {
    const path = join(temporaryFolder(), 'things.db');
    open(path, [first, second]).close();
    const again = open(path, [first, second]);
    expect(again.prepare('PRAGMA user_version').get()).toEqual({ user_version: 2 });
    again.close();
  });

  test('keep what is stored', () => {
    const path = filledDatabase();
    const database = open(path, [first, second]);
    expect(database.prepare('SELECT count(*) AS things, count(size) AS sizes FROM things').get()).toEqual({
      things: 2000,
      sizes: 0,
    });
    database.close();
  });

  test('are made entirely or not at all', () => {
    const path = filledDatabase();
    expect(() => openDatabase(path, [first, `${second}; nonsense`])).toThrow(/syntax/);
    const database = open(path, [first]);
    expect(database.prepare('PRAGMA user_version').get()).toEqual({ user_version: 1 });
    expect(() => database.prepare('SELECT size FROM things')).toThrow(/no such column/);
    database.close();
  });
});

test('a file written by a newer version is left as it is', () => {
  const path = join(temporaryFolder(), 'things.db');
  open(path, [first, second]).close();
  const before = readFileSync(path);
  expect(openDatabase(path, [first])).toEqual({ kind: 'newer', version: 2 });
  expect(readFileSync(path)).toEqual(before);
});

describe('a damaged file is noticed when', () => {
  test.each<[string, (path: string) => void]>([
    ['its end is missing', (path) => truncateSync(path, statSync(path).size - 8192)],
    ['only its first page is left', (path) => truncateSync(path, 4096)],
    ['only half a header is left', (path) => truncateSync(path, 50)],
    ['its header was written over', (path) => overwrite(path, 0, 'this was a database once')],
    ['bytes in the middle were written over', (path) => overwrite(path, 4096 * 20, 'x'.repeat(4096))],
    ['it is something else', (path) => writeFileSync(path, '{"settings":{}}'.repeat(100))],
  ])('%s', (_how, damage) => {
    const path = filledDatabase();
    damage(path);
    expect(openDatabase(path, [first])).toEqual({ kind: 'damaged' });
  });
});

test('only the account of the agent can read the file', () => {
  const path = join(temporaryFolder(), 'things.db');
  writeFileSync(path, '', { mode: 0o666 });
  open(path, [first]).close();
  expect(statSync(path).mode & 0o777).toBe(0o600);
});

test('a crash loses nothing that was written: the log is written ahead and flushed', () => {
  const database = open(join(temporaryFolder(), 'things.db'), [first]);
  expect(database.prepare('PRAGMA journal_mode').get()).toEqual({ journal_mode: 'wal' });
  expect(database.prepare('PRAGMA synchronous').get()).toEqual({ synchronous: 2 });
  expect(database.prepare('PRAGMA foreign_keys').get()).toEqual({ foreign_keys: 1 });
  database.close();
});

test('a path where no file can be is thrown: that is not damage', () => {
  expect(() => openDatabase(temporaryFolder(), [first])).toThrow(/unable to open/);
});

describe('a transaction', () => {
  test('is undone when its work throws, and the error goes on', () => {
    const database = open(join(temporaryFolder(), 'things.db'), [first]);
    const defect = new Error('a defect');
    expect(() =>
      inTransaction(database, () => {
        database.exec("INSERT INTO things VALUES ('a')");
        throw defect;
      }),
    ).toThrow(defect);
    expect(database.prepare('SELECT count(*) AS things FROM things').get()).toEqual({ things: 0 });
    expect(inTransaction(database, () => 'done')).toBe('done');
    database.close();
  });
});

describe('a write', () => {
  test('that SQLite refuses is a problem with its number', () => {
    const database = open(join(temporaryFolder(), 'things.db'), [first]);
    database.exec("INSERT INTO things VALUES ('a')");
    const written = tryWrite(() => database.exec("INSERT INTO things VALUES ('a')"));
    expect(written).toMatchObject({ ok: false, problem: { code: 'data.write-failed', detail: 'SQLite result 1555' } });
    database.close();
  });

  test('that goes well hands on its value; anything but a refusal of SQLite is thrown on', () => {
    expect(tryWrite(() => 7)).toEqual({ ok: true, value: 7 });
    expect(() =>
      tryWrite(() => {
        throw new TypeError('a defect');
      }),
    ).toThrow(TypeError);
  });
});

function overwrite(path: string, position: number, text: string): void {
  const file = openSync(path, 'r+');
  writeSync(file, text, position);
  closeSync(file);
}
