import { DatabaseSync } from 'node:sqlite';
import { expect, onTestFinished, test } from 'vitest';
import { createApprovals } from '../../../../agent-core/storage/approvals.ts';
import { whatIsApproved } from '../../../../agent-core/storage/migrations/19-what-is-approved.ts';
import { recordMigrations } from '../../../../agent-core/storage/migrations/record-migrations.ts';
import { objectGuidFor } from '../../../builders/identifiers.ts';

test('R12: decisions and exemptions from before are in force as they were, and say of nothing more than was kept', () => {
  const database = new DatabaseSync(':memory:');
  onTestFinished(() => database.close());
  for (const migration of recordMigrations.slice(0, recordMigrations.indexOf(whatIsApproved))) database.exec(migration);
  const [at, until] = ['2026-03-02T08:00:00.000Z', '2026-03-09T08:00:00.000Z'];
  const digest = 'a'.repeat(64);
  database.exec(`INSERT INTO decisions VALUES ('${digest}', 'deletes', 'approved', 'Ada', '${at}', '${until}')`);
  database.exec(
    `INSERT INTO exemptions VALUES ('${objectGuidFor('bob')}', 'disables', 'Ada', '${at}', '${until}', 'bob@contoso.com')`,
  );
  for (const migration of recordMigrations.slice(recordMigrations.indexOf(whatIsApproved))) database.exec(migration);
  const approvals = createApprovals(database);
  expect(approvals.decisions(at)).toEqual([
    { verdict: 'approved', digest, kind: 'deletes', by: 'Ada', at, expiresAt: until, what: null, finding: null },
  ]);
  expect(approvals.exemptions(at)).toMatchObject([{ kind: 'disables', name: 'bob@contoso.com', finding: null }]);
});
