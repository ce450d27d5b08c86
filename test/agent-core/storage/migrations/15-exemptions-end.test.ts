import { DatabaseSync } from 'node:sqlite';
import { expect, onTestFinished, test } from 'vitest';
import { exemptionsEnd } from '../../../../agent-core/storage/migrations/15-exemptions-end.ts';
import { recordMigrations } from '../../../../agent-core/storage/migrations/record-migrations.ts';

test('an exemption that was given for ever ends seven days after it was given', () => {
  const database = new DatabaseSync(':memory:');
  onTestFinished(() => database.close());
  for (const migration of recordMigrations.slice(0, recordMigrations.indexOf(exemptionsEnd))) database.exec(migration);
  database.exec("INSERT INTO exemptions VALUES ('bob', 'disables', 'Ada', '2026-02-27T10:00:00.500Z')");
  database.exec(exemptionsEnd);
  expect(database.prepare('SELECT * FROM exemptions').all()).toEqual([
    {
      ...{ object_guid: 'bob', kind: 'disables', decided_by: 'Ada', at: '2026-02-27T10:00:00.500Z' },
      ...{ expires_at: '2026-03-06T10:00:00.500Z', name: null },
    },
  ]);
});
