import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openDatabase } from '../../../../agent-core/storage/database.ts';
import { ownershipMarks } from '../../../../agent-core/storage/migrations/9-ownership-marks.ts';
import { recordMigrations } from '../../../../agent-core/storage/migrations/record-migrations.ts';
import { openRecordDatabase } from '../../../../agent-core/storage/record-database.ts';
import { createSettingsStore } from '../../../../agent-core/storage/settings-store.ts';
import { temporaryFolder } from '../../../builders/temporary-folder.ts';

/** As version 2 of the settings was stored. Written out, since the source of that time is gone. */
const stored = {
  version: 2,
  tenant: {
    tenantId: '11111111-1111-4111-8111-111111111111',
    clientId: '22222222-2222-4222-8222-222222222222',
    authority: 'https://login.contoso.test',
    graph: 'https://graph.contoso.test',
    certificateAuthorities: null,
    proxy: null,
  },
  domains: [
    {
      name: 'contoso.com',
      account: 'reader@contoso.com',
      controllers: { kind: 'automatic' },
      security: 'integrated',
      rights: 'domain',
      certificateAuthorities: null,
    },
  ],
  scope: { kind: 'all' },
  newUsers: { usageLocation: 'DE', passwordPolicies: 'None' },
  guard: { disables: { count: 7, percent: 2.5 } },
  schedule: { intervalSeconds: 300, isPaused: true },
};

function recordOfVersion8(revisions: readonly unknown[]) {
  const dir = temporaryFolder();
  const path = join(dir, 'record.db');
  const opened = openDatabase(path, recordMigrations.slice(0, recordMigrations.indexOf(ownershipMarks)));
  if (opened.kind !== 'opened') throw new Error(`the database is ${opened.kind}`);
  const insert = opened.database.prepare(
    'INSERT INTO settings (saved_at, saved_by, tenant_display_name, password_secrets, settings) VALUES (?, ?, ?, ?, ?)',
  );
  for (const revision of revisions) insert.run('monday', 'ada', 'Contoso', '{}', JSON.stringify(revision));
  opened.database.close();
  return { dir, path };
}

function openStore({ dir, path }: ReturnType<typeof recordOfVersion8>) {
  const opened = openRecordDatabase({
    path,
    backupsDir: dir,
    now: '2026-03-02T08:00:00.000Z',
    isNewRecordWanted: false,
  });
  if (opened.kind !== 'open') throw new Error(`the record is ${opened.kind}`);
  onTestFinished(() => opened.database.close());
  return createSettingsStore(opened.database);
}

test('R3: every revision of the settings names the configuration, and nothing that a person decided is lost', () => {
  const store = openStore(recordOfVersion8([stored, { ...stored, scope: { kind: 'all' } }]));
  const { configurationId } = store;
  expect(configurationId).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(store.read()?.settings).toMatchObject({
    ...stored,
    version: 3,
    configurationId,
    tenant: { ...stored.tenant, ownershipExtension: null },
  });
  expect(store.readRevision(1)?.settings.configurationId).toBe(configurationId);
});

test('R3: a record has one configuration for good, and another record has another', () => {
  const first = recordOfVersion8([]);
  const { configurationId } = openStore(first);
  expect(openStore(first).configurationId).toBe(configurationId);
  expect(openStore(recordOfVersion8([])).configurationId).not.toBe(configurationId);
});
