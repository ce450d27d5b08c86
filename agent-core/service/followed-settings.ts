/** The settings, with somebody who is told of every save: what is decided is in force at once, whoever saved it. */
import type { SettingsStore } from '../storage/settings-store.ts';

export function followSettings(store: SettingsStore, onSaved: () => void): SettingsStore {
  return {
    ...store,
    save: (saved, now, savedBy) => {
      const result = store.save(saved, now, savedBy);
      if (result.ok) onSaved();
      return result;
    },
  };
}
