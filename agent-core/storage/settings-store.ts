/** The settings and every earlier revision of them. */
import type { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import type { Result } from '../contract/result.ts';
import { type Settings, settingsSchema } from '../contract/settings.ts';
import { tryWrite } from './database.ts';

export interface SavedSettings {
  readonly settings: Settings;
  readonly tenantDisplayName: string;
  /** Name of the secret that holds the password of the domain account: it changes hands together with the settings. */
  readonly passwordSecret: string;
}

export interface SettingsRevision extends SavedSettings {
  /** Counts up with every save. */
  readonly revision: number;
}

export interface SettingsStore {
  /** The newest revision; null before the set-up. */
  read(): SettingsRevision | null;
  save(saved: SavedSettings, now: string): Result<void>;
}

const rowSchema = z.object({
  revision: z.int(),
  tenant_display_name: z.string(),
  password_secret: z.string(),
  settings: z.string(),
});

export function createSettingsStore(database: DatabaseSync): SettingsStore {
  const readNewest = database.prepare(
    'SELECT revision, tenant_display_name, password_secret, settings FROM settings ORDER BY revision DESC LIMIT 1',
  );
  const insert = database.prepare(
    'INSERT INTO settings (saved_at, tenant_display_name, password_secret, settings) VALUES (?, ?, ?, ?)',
  );
  return {
    read: () => {
      const found = readNewest.get();
      if (found === undefined) return null;
      const row = rowSchema.parse(found);
      return {
        revision: row.revision,
        tenantDisplayName: row.tenant_display_name,
        passwordSecret: row.password_secret,
        settings: settingsSchema.parse(JSON.parse(row.settings)),
      };
    },
    save: (saved, now) =>
      tryWrite(() => {
        insert.run(now, saved.tenantDisplayName, saved.passwordSecret, JSON.stringify(saved.settings));
      }),
  };
}
