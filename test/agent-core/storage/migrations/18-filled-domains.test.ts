import { DatabaseSync } from 'node:sqlite';
import { expect, onTestFinished, test } from 'vitest';
import { filledDomains } from '../../../../agent-core/storage/migrations/18-filled-domains.ts';
import { recordMigrations } from '../../../../agent-core/storage/migrations/record-migrations.ts';

function migrate(isFilled: boolean) {
  const database = new DatabaseSync(':memory:');
  onTestFinished(() => database.close());
  for (const migration of recordMigrations.slice(0, recordMigrations.indexOf(filledDomains))) database.exec(migration);
  const save = database.prepare(
    `INSERT INTO settings (revision, saved_at, saved_by, tenant_display_name, password_secrets, settings)
     VALUES (?, '2026-03-02', 'a test', 'Contoso', '{}', ?)`,
  );
  save.run(1, JSON.stringify({ domains: [{ name: 'old.com' }] }));
  save.run(2, JSON.stringify({ domains: [{ name: 'Contoso.com' }, { name: 'fabrikam.com' }] }));
  if (isFilled) database.exec("INSERT INTO filled VALUES (1, 'run 1')");
  database.exec(filledDomains);
  return database.prepare('SELECT domain, run_id FROM filled_domains').all();
}

test('R11: where the tenant is filled, so are the domains that are connected now', () => {
  expect(migrate(true)).toEqual([
    { domain: 'contoso.com', run_id: 'run 1' },
    { domain: 'fabrikam.com', run_id: 'run 1' },
  ]);
});

test('R11: where it is not, none is', () => {
  expect(migrate(false)).toEqual([]);
});
