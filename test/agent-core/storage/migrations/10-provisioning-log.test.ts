import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openDatabase } from '../../../../agent-core/storage/database.ts';
import { provisioningLog } from '../../../../agent-core/storage/migrations/10-provisioning-log.ts';
import { recordMigrations } from '../../../../agent-core/storage/migrations/record-migrations.ts';
import { temporaryFolder } from '../../../builders/temporary-folder.ts';

const before = recordMigrations.slice(0, recordMigrations.indexOf(provisioningLog));

function open(path: string, migrations: readonly string[]) {
  const opened = openDatabase(path, migrations);
  if (opened.kind !== 'opened') throw new Error(`the database is ${opened.kind}`);
  return opened.database;
}

const change = (kind: string) => ({
  kind,
  objectGuid: 'guid-of-ada',
  displayName: 'Ada',
  userPrincipalName: 'Ada@Contoso.com',
});
const outcome = (kind: string, more: object = {}) => ({
  kind: 'outcome',
  outcome: { kind, change: change('update'), ...more },
});
const held = (code: string, userPrincipalName: string | null) => ({
  kind: 'held',
  held: { objectGuid: 'guid-of-bob', displayName: 'Bob', userPrincipalName, problem: { code } },
});

test('every entry of every run so far gets a line, in the order of the runs, with when its run started', () => {
  const path = join(temporaryFolder(), 'record.db');
  const older = open(path, before);
  const insertRun = older.prepare('INSERT INTO runs (run_id, sequence, started_at, report) VALUES (?, ?, ?, ?)');
  const insertEntry = older.prepare('INSERT INTO run_entries (run_id, position, entry) VALUES (?, ?, ?)');
  insertRun.run('b-first', 1, 'monday', '{}');
  insertRun.run('a-second', 2, 'tuesday', '{}');
  const entries = [
    outcome('applied'),
    outcome('failed'),
    outcome('held'),
    outcome('notAttempted'),
    outcome('unknown', { fate: null }),
    outcome('unknown', { fate: 'made' }),
    outcome('unknown', { fate: 'notMade' }),
    held('object.value-invalid', null),
  ];
  for (const [position, entry] of entries.entries()) insertEntry.run('b-first', position, JSON.stringify(entry));
  insertEntry.run('a-second', 0, JSON.stringify(held('scope.left', 'bob@contoso.com')));
  older.close();

  const database = open(path, [...before, provisioningLog]);
  const read = (sql: string) =>
    database
      .prepare(sql)
      .all()
      .map((row) => Object.values(row).join(' '));
  expect(read('SELECT at, object_guid, name, action, status FROM provisioning_log ORDER BY id')).toEqual([
    'monday guid-of-ada ada@contoso.com update success',
    'monday guid-of-ada ada@contoso.com update failure',
    'monday guid-of-ada ada@contoso.com update held',
    'monday guid-of-ada ada@contoso.com update skipped',
    'monday guid-of-ada ada@contoso.com update unknown',
    'monday guid-of-ada ada@contoso.com update success',
    'monday guid-of-ada ada@contoso.com update failure',
    'monday guid-of-bob bob none held',
    'tuesday guid-of-bob bob@contoso.com none skipped',
  ]);
  expect(read('SELECT started_by FROM runs')).toEqual(['unknown', 'unknown']);
  database.close();
});
