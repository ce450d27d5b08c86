/** settings.get: the newest revision of the settings. */
import { problem } from '../../contract/problem.ts';
import { fail, succeed } from '../../contract/result.ts';
import type { SettingsStore } from '../../storage/settings-store.ts';
import type { Responder } from '../responder.ts';

export const getSettings =
  (settingsStore: Pick<SettingsStore, 'read'>): Responder<'settings.get'> =>
  () => {
    const saved = settingsStore.read();
    if (saved === null) return fail(problem('setup.required', 'there are no settings'));
    return succeed({ revision: saved.revision, settings: saved.settings });
  };
