/** plan.create: everything a run would do, with the settings there are or with others, without doing it. */
import { Secret } from '../../contract/secret.ts';
import type { SettingsStore } from '../../storage/settings-store.ts';
import { completeSettings } from '../complete-settings.ts';
import type { Responder } from '../responder.ts';
import type { Runner } from '../runner.ts';

export const createPlan =
  (runner: Runner, settingsStore: SettingsStore): Responder<'plan.create'> =>
  ({ settings, domainPasswords }, signal) =>
    runner.preview(
      settings === null ? null : completeSettings(settings, settingsStore, null),
      signal,
      domainPasswords === undefined ? null : secretsOf(domainPasswords),
    );

const secretsOf = (passwords: Readonly<Record<string, string>>): ReadonlyMap<string, Secret> =>
  new Map(Object.entries(passwords).map(([name, password]) => [name, new Secret(password)]));
