/** The settings and every earlier revision of them. */
import type { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import type { Result } from '../contract/result.ts';
import { configurationIdSchema, type Settings, settingsSchema } from '../contract/settings.ts';
import { tryWrite } from './database.ts';

export interface SavedSettings {
  readonly settings: Settings;
  readonly tenantDisplayName: string;
  /** For each domain, by name, the secret that holds the password of its account: it changes hands together with the settings. */
  readonly passwordSecrets: Readonly<Record<string, string>>;
}

export interface SettingsRevision extends SavedSettings {
  /** Counts up with every save. */
  readonly revision: number;
  /** ISO 8601. */
  readonly savedAt: string;
  readonly savedBy: string;
}

export interface SettingsStore {
  /** Made with the record and kept for good: a set-up that is removed and done again still knows what is ours. */
  readonly configurationId: string;
  /** The newest revision; null before the set-up. */
  read(): SettingsRevision | null;
  /** Null when there is no such revision. */
  readRevision(revision: number): SettingsRevision | null;
  /** @returns the number of the new revision */
  save(saved: SavedSettings, now: string, savedBy: string): Result<number>;
  /** Forgets every revision. */
  clear(): Result<void>;
}

const rowSchema = z.object({
  revision: z.int(),
  saved_at: z.string(),
  saved_by: z.string(),
  tenant_display_name: z.string(),
  password_secrets: z.string(),
  settings: z.string(),
});

const configurationRowSchema = z.object({ id: configurationIdSchema });

const passwordSecretsSchema = z.record(z.string(), z.string());

export function createSettingsStore(database: DatabaseSync): SettingsStore {
  const columns = 'revision, saved_at, saved_by, tenant_display_name, password_secrets, settings';
  const readNewest = database.prepare(`SELECT ${columns} FROM settings ORDER BY revision DESC LIMIT 1`);
  const readOne = database.prepare(`SELECT ${columns} FROM settings WHERE revision = ?`);
  const deleteAll = database.prepare('DELETE FROM settings');
  const insert = database.prepare(
    'INSERT INTO settings (saved_at, saved_by, tenant_display_name, password_secrets, settings) VALUES (?, ?, ?, ?, ?)',
  );
  const { id } = configurationRowSchema.parse(database.prepare('SELECT id FROM configuration').get());
  return {
    configurationId: id,
    read: () => parseRevision(readNewest.get()),
    readRevision: (revision) => parseRevision(readOne.get(revision)),
    clear: () => tryWrite(() => void deleteAll.run()),
    save: ({ settings, tenantDisplayName, passwordSecrets }, now, savedBy) =>
      tryWrite(() =>
        Number(
          insert.run(now, savedBy, tenantDisplayName, JSON.stringify(passwordSecrets), JSON.stringify(settings))
            .lastInsertRowid,
        ),
      ),
  };
}

function parseRevision(found: unknown): SettingsRevision | null {
  if (found === undefined) return null;
  const row = rowSchema.parse(found);
  return {
    revision: row.revision,
    savedAt: row.saved_at,
    savedBy: row.saved_by,
    tenantDisplayName: row.tenant_display_name,
    passwordSecrets: passwordSecretsSchema.parse(JSON.parse(row.password_secrets)),
    settings: settingsSchema.parse(JSON.parse(row.settings)),
  };
}
