import { DatabaseSync } from 'node:sqlite';
import { expect, onTestFinished, test } from 'vitest';
import { removals } from '../../../../agent-core/storage/migrations/12-removals.ts';
import { recordMigrations } from '../../../../agent-core/storage/migrations/record-migrations.ts';

test('what was set up before goes on keeping whoever leaves the scope, and nothing was deleted yet', () => {
  const database = new DatabaseSync(':memory:');
  onTestFinished(() => database.close());
  for (const migration of recordMigrations.slice(0, recordMigrations.indexOf(removals))) database.exec(migration);
  database
    .prepare(
      'INSERT INTO settings (saved_at, saved_by, tenant_display_name, password_secrets, settings) VALUES (?, ?, ?, ?, ?)',
    )
    .run('monday', 'ada', 'Contoso', '{}', JSON.stringify({ version: 3, scope: { kind: 'all' } }));
  database.exec(removals);
  const row = database.prepare('SELECT settings FROM settings').get();
  expect(JSON.parse(String(row?.settings))).toEqual({
    version: 3,
    scope: { kind: 'all' },
    removals: { onLeavingScope: 'keep', waitRuns: 2 },
  });
  expect(database.prepare('SELECT count(*) AS found FROM own_deletions').get()).toEqual({ found: 0 });
});
