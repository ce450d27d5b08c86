import { DatabaseSync } from 'node:sqlite';
import { expect, onTestFinished, test } from 'vitest';
import { guardMemory } from '../../../../agent-core/storage/migrations/16-guard-memory.ts';
import { recordMigrations } from '../../../../agent-core/storage/migrations/record-migrations.ts';

function migrate(report: object, links: readonly string[]) {
  const database = new DatabaseSync(':memory:');
  onTestFinished(() => database.close());
  for (const migration of recordMigrations.slice(0, recordMigrations.indexOf(guardMemory))) database.exec(migration);
  const insertRun = database.prepare(
    "INSERT INTO runs (run_id, sequence, started_at, started_by, report) VALUES ('run 1', 1, '2026-03-02', 'a test', ?)",
  );
  insertRun.run(JSON.stringify(report));
  for (const guid of links) database.prepare('INSERT INTO links VALUES (?, ?)').run(guid, `anchor of ${guid}`);
  const insertWrite = database.prepare('INSERT INTO attribute_writes VALUES (?, ?, ?, ?, ?)');
  for (const run of ['run 1', 'run 2', 'run 3']) insertWrite.run('ada', 'mail', '"a"', run, '2026-03-02');
  insertWrite.run('ada', 'mail', '"b"', 'run 2', '2026-03-02');
  database.exec(guardMemory);
  return {
    filled: database.prepare('SELECT run_id FROM filled').all(),
    contested: database.prepare('SELECT object_guid, attribute, value FROM contested_values').all(),
  };
}

const counts = { applied: 0, unchanged: 9, notAttempted: 0, unknown: 0 };
const whole = { result: 'succeeded', isBroken: false, tenant: { isComplete: true }, counts };

test('R11: a tenant that was filled before is filled, and what was contested stays so', () => {
  expect(migrate(whole, ['ada'])).toEqual({
    filled: [{ run_id: 'run 1' }],
    contested: [{ object_guid: 'ada', attribute: 'mail', value: '"a"' }],
  });
});

test.each([
  ['nobody was joined', whole, []],
  ['the run was cut short', { ...whole, counts: { ...counts, notAttempted: 1 } }, ['ada']],
  ['it broke off', { ...whole, result: 'failed', isBroken: true }, ['ada']],
  ['it knew nothing of the tenant', { ...whole, result: 'failed', tenant: { isComplete: false } }, ['ada']],
])('R11: it is not where %s', (_, report, links) => {
  expect(migrate(report, links).filled).toEqual([]);
});
