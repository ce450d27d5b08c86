/** The settings and every earlier revision of them. */
import type { DatabaseSync } from 'node:sqlite';
import type { Result } from '../contract/result.ts';
import { type Settings } from '../contract/settings.ts';
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
export declare function createSettingsStore(database: DatabaseSync): SettingsStore;
