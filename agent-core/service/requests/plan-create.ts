/** plan.create: everything a run would do, with the settings there are or with others, without doing it. */
import type { SettingsStore } from '../../storage/settings-store.ts';
import { completeSettings } from '../complete-settings.ts';
import type { Responder } from '../responder.ts';
import type { Runner } from '../runner.ts';

export const createPlan =
  (runner: Runner, settingsStore: SettingsStore): Responder<'plan.create'> =>
  ({ settings }, signal) =>
    runner.preview(settings === null ? null : completeSettings(settings, settingsStore, null), signal);
