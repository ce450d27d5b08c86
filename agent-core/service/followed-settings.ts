/** The settings, with somebody who is told of every change: what is decided is in force at once, whoever decided it. */
import type { Result } from '../contract/result.ts';
import type { SettingsStore } from '../storage/settings-store.ts';

export function followSettings(store: SettingsStore, onChanged: () => void): SettingsStore {
  const told = <Value>(result: Result<Value>): Result<Value> => {
    if (result.ok) onChanged();
    return result;
  };
  return {
    ...store,
    save: (saved, now, savedBy) => told(store.save(saved, now, savedBy)),
    clear: () => told(store.clear()),
  };
}
