import { DatabaseSync } from 'node:sqlite';
import { expect, onTestFinished, test } from 'vitest';
import { linksByAnchor } from '../../../../agent-core/storage/migrations/14-links-by-anchor.ts';
import { recordMigrations } from '../../../../agent-core/storage/migrations/record-migrations.ts';

test('links that were kept before are found by their anchor without reading all of them', () => {
  const database = new DatabaseSync(':memory:');
  onTestFinished(() => database.close());
  for (const migration of recordMigrations.slice(0, recordMigrations.indexOf(linksByAnchor))) database.exec(migration);
  database.prepare('INSERT INTO links VALUES (?, ?)').run('ada', 'anchor');
  database.exec(linksByAnchor);
  const byAnchor = 'SELECT object_guid FROM links WHERE anchor = ?';
  expect(database.prepare(byAnchor).all('anchor')).toEqual([{ object_guid: 'ada' }]);
  const [plan] = database.prepare(`EXPLAIN QUERY PLAN ${byAnchor}`).all('anchor');
  expect(String(plan?.detail)).toContain('links_by_anchor');
});
