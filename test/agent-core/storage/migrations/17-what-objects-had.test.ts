import { DatabaseSync } from 'node:sqlite';
import { expect, onTestFinished, test } from 'vitest';
import { whatObjectsHad } from '../../../../agent-core/storage/migrations/17-what-objects-had.ts';
import { recordMigrations } from '../../../../agent-core/storage/migrations/record-migrations.ts';

test('R7: of those who were joined before, nobody knows what they had', () => {
  const database = new DatabaseSync(':memory:');
  onTestFinished(() => database.close());
  for (const migration of recordMigrations.slice(0, recordMigrations.indexOf(whatObjectsHad))) database.exec(migration);
  database.prepare('INSERT INTO links VALUES (?, ?)').run('ada', 'anchor of ada');
  database.exec(whatObjectsHad);
  expect(database.prepare('SELECT * FROM links').all()).toEqual([
    { object_guid: 'ada', anchor: 'anchor of ada', had_name: null, had_mail: null },
  ]);
});
