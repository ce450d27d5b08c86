import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openRecordDatabase } from '../../../agent-core/storage/record-database.ts';
import { createSettingsStore } from '../../../agent-core/storage/settings-store.ts';
import { settings } from '../../builders/settings.ts';
import { temporaryFolder } from '../../builders/temporary-folder.ts';

function openStore() {
  const dir = temporaryFolder();
  const options = { path: join(dir, 'record.db'), backupsDir: dir, now: '2026-03-02', isNewRecordWanted: false };
  const record = openRecordDatabase(options);
  if (record.kind === 'protected') throw new Error(record.problem.detail);
  const { database } = record;
  onTestFinished(() => database.close());
  return { database, store: createSettingsStore(database) };
}

const saved = (tenantDisplayName: string) => ({
  settings: settings(),
  tenantDisplayName,
  passwordSecrets: { 'contoso.com': `of-${tenantDisplayName}` },
});

test('there are no settings before the set-up', () => {
  expect(openStore().store.read()).toBeNull();
});

test('the newest revision is read, and every earlier one is kept', () => {
  const { database, store } = openStore();
  expect(store.save(saved('Contoso'), 'monday', 'ada')).toEqual({ ok: true, value: 1 });
  store.save(saved('Fabrikam'), 'tuesday', 'bob');
  expect(store.read()).toEqual({ ...saved('Fabrikam'), revision: 2, savedAt: 'tuesday', savedBy: 'bob' });
  expect(store.readRevision(1)).toEqual({ ...saved('Contoso'), revision: 1, savedAt: 'monday', savedBy: 'ada' });
  expect(store.readRevision(3)).toBeNull();
  expect(createSettingsStore(database).read()).toEqual({
    ...saved('Fabrikam'),
    revision: 2,
    savedAt: 'tuesday',
    savedBy: 'bob',
  });
  expect(
    database.prepare('SELECT revision, saved_at, tenant_display_name FROM settings ORDER BY revision').all(),
  ).toEqual([
    { revision: 1, saved_at: 'monday', tenant_display_name: 'Contoso' },
    { revision: 2, saved_at: 'tuesday', tenant_display_name: 'Fabrikam' },
  ]);
});

test('settings that cannot be written are a problem, and the earlier ones stay', () => {
  const { database, store } = openStore();
  store.save(saved('Contoso'), 'monday', 'ada');
  database.exec('PRAGMA query_only = ON');
  expect(store.save(saved('Fabrikam'), 'tuesday', 'bob')).toMatchObject({
    ok: false,
    problem: { code: 'data.write-failed' },
  });
  expect(store.read()?.tenantDisplayName).toBe('Contoso');
});
