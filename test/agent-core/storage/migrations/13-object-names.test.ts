import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openDatabase } from '../../../../agent-core/storage/database.ts';
import { objectNames } from '../../../../agent-core/storage/migrations/13-object-names.ts';
import { recordMigrations } from '../../../../agent-core/storage/migrations/record-migrations.ts';
import { temporaryFolder } from '../../../builders/temporary-folder.ts';

const before = recordMigrations.slice(0, recordMigrations.indexOf(objectNames));

function open(path: string, migrations: readonly string[]) {
  const opened = openDatabase(path, migrations);
  if (opened.kind !== 'opened') throw new Error(`the database is ${opened.kind}`);
  return opened.database;
}

const link = {
  kind: 'outcome',
  outcome: {
    kind: 'applied',
    change: {
      kind: 'link',
      objectGuid: 'guid-of-staff',
      displayName: 'Staff',
      userPrincipalName: null,
      target: { objectGuid: 'guid-of-ada', displayName: 'Ada Lovelace' },
    },
  },
};
const held = {
  kind: 'held',
  held: { objectGuid: 'guid-of-bob', displayName: 'Bob', userPrincipalName: 'Bob@contoso.com' },
};

test('every line so far is found by all names of whom it is about, and by whom it links', () => {
  const path = join(temporaryFolder(), 'record.db');
  const older = open(path, before);
  older.exec("INSERT INTO runs (run_id, sequence, started_at, report) VALUES ('a', 1, 'monday', '{}')");
  const insertEntry = older.prepare("INSERT INTO run_entries (run_id, position, entry) VALUES ('a', ?, ?)");
  const insertLine = older.prepare(
    `INSERT INTO provisioning_log (run_id, position, at, object_guid, name, action, status)
     VALUES ('a', ?, 'monday', ?, ?, ?, 'success')`,
  );
  insertEntry.run(0, JSON.stringify(link));
  insertLine.run(0, 'guid-of-staff', 'staff', 'link');
  insertEntry.run(1, JSON.stringify(held));
  insertLine.run(1, 'guid-of-bob', 'bob@contoso.com', 'none');
  older.close();

  const database = open(path, [...before, objectNames]);
  const read = (sql: string) =>
    database
      .prepare(sql)
      .all()
      .map((row) => Object.values(row).join(' '));
  expect(read('SELECT name, object_guid FROM object_names')).toEqual([
    'ada lovelace guid-of-ada',
    'bob guid-of-bob',
    'bob@contoso.com guid-of-bob',
    'staff guid-of-staff',
  ]);
  expect(read('SELECT object_guid, target_guid FROM provisioning_log ORDER BY id')).toEqual([
    'guid-of-staff guid-of-ada',
    'guid-of-bob ',
  ]);
  database.close();
});
