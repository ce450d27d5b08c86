import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openDatabase } from '../../../../agent-core/storage/database.ts';
import { firstTables } from '../../../../agent-core/storage/migrations/1-first-tables.ts';
import { whoSaved } from '../../../../agent-core/storage/migrations/2-who-saved.ts';
import { severalDomains } from '../../../../agent-core/storage/migrations/3-several-domains.ts';
import { openRecordDatabase } from '../../../../agent-core/storage/record-database.ts';
import { createSettingsStore } from '../../../../agent-core/storage/settings-store.ts';
import { temporaryFolder } from '../../../builders/temporary-folder.ts';

const quoted = '-----BEGIN CERTIFICATE-----\n"quoted"\n-----END CERTIFICATE-----';

/** As version 1 stored them. Written out, since the source of that time is gone. */
const stored = {
  version: 1,
  tenant: {
    tenantId: '11111111-1111-4111-8111-111111111111',
    clientId: '22222222-2222-4222-8222-222222222222',
    authority: 'https://login.contoso.test',
    graph: 'https://graph.contoso.test',
    certificateAuthorities: '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----',
  },
  domain: {
    name: 'contoso.com',
    account: 'reader@contoso.com',
    controller: { host: 'dc1.contoso.com', address: '192.0.2.1', port: 3636 },
    certificateAuthorities: null,
  },
  newUsers: { usageLocation: 'DE', passwordPolicies: 'None' },
  guard: { disables: { count: 7, percent: 2.5 } },
};

const before = [firstTables, whoSaved];
const after = [...before, severalDomains];

function open(path: string, migrations: readonly string[]) {
  const opened = openDatabase(path, migrations);
  if (opened.kind !== 'opened') throw new Error(`the database is ${opened.kind}`);
  return opened.database;
}

/** A record with two revisions of settings version 1, closed. */
function recordWithVersion1() {
  const dir = temporaryFolder();
  const path = join(dir, 'record.db');
  const database = open(path, before);
  const insert = database.prepare(
    'INSERT INTO settings (saved_at, saved_by, tenant_display_name, password_secret, settings) VALUES (?, ?, ?, ?, ?)',
  );
  insert.run('monday', 'ada', 'Contoso', 'domain-password-1', JSON.stringify(stored));
  const { domain } = stored;
  const renamed = { ...stored, domain: { ...domain, name: 'fabrikam.com', certificateAuthorities: quoted } };
  insert.run('tuesday', 'bob', 'Fabrikam', 'domain-password-2', JSON.stringify(renamed));
  database.prepare("INSERT INTO links (object_guid, anchor) VALUES ('guid', 'anchor')").run();
  database.close();
  return { dir, path };
}

test('every revision of the settings gets a list of one domain, the scope of everybody, and keeps what a person decided', () => {
  const { path } = recordWithVersion1();
  const database = open(path, after);
  onTestFinished(() => database.close());
  const rows = database.prepare('SELECT * FROM settings ORDER BY revision').all();
  expect(rows.map((row) => ({ ...row, settings: JSON.parse(String(row.settings)) }))).toMatchObject([
    {
      revision: 1,
      saved_at: 'monday',
      saved_by: 'ada',
      tenant_display_name: 'Contoso',
      password_secrets: '{"contoso.com":"domain-password-1"}',
      settings: {
        version: 2,
        tenant: stored.tenant,
        domains: [
          {
            name: 'contoso.com',
            account: 'reader@contoso.com',
            controllers: { kind: 'chosen', hosts: [{ host: 'dc1.contoso.com', address: '192.0.2.1', port: 3636 }] },
            security: 'ldaps',
            rights: 'domain',
            certificateAuthorities: null,
          },
        ],
        scope: { kind: 'all' },
        newUsers: stored.newUsers,
        guard: stored.guard,
      },
    },
    {
      revision: 2,
      password_secrets: '{"fabrikam.com":"domain-password-2"}',
      settings: { domains: [{ name: 'fabrikam.com', certificateAuthorities: quoted }] },
    },
  ]);
  expect(rows.map(({ settings }) => JSON.parse(String(settings)).domain)).toEqual([undefined, undefined]);
});

test('what is stored otherwise stays', () => {
  const database = open(recordWithVersion1().path, after);
  onTestFinished(() => database.close());
  expect(database.prepare('SELECT * FROM links').all()).toEqual([{ object_guid: 'guid', anchor: 'anchor' }]);
});

test('a record without settings stays one', () => {
  const path = join(temporaryFolder(), 'record.db');
  open(path, before).close();
  const database = open(path, after);
  onTestFinished(() => database.close());
  expect(database.prepare('SELECT count(*) AS found FROM settings').get()).toEqual({ found: 0 });
});

test('the agent of today reads the settings that version 1 stored, and a backup of before lies beside', () => {
  const { dir, path } = recordWithVersion1();
  const record = openRecordDatabase({ path, backupsDir: dir, now: '2026-03-02', isNewRecordWanted: false });
  if (record.kind === 'protected') throw new Error(record.problem.detail);
  onTestFinished(() => record.database.close());
  const saved = createSettingsStore(record.database).read();
  expect(saved).toMatchObject({
    revision: 2,
    tenantDisplayName: 'Fabrikam',
    passwordSecrets: { 'fabrikam.com': 'domain-password-2' },
    settings: { version: 3, domains: [{ name: 'fabrikam.com' }], guard: stored.guard },
  });
  const backup = open(join(dir, 'record-2026-03-02.db'), before);
  onTestFinished(() => backup.close());
  expect(backup.prepare('PRAGMA user_version').get()).toEqual({ user_version: 2 });
});
