/** updates.settings: when updates are installed by themselves. Kept in the settings, so that it outlasts a restart and says who did it. */

import { describeDifference } from '../../contract/describe-difference.ts';
import { problem } from '../../contract/problem.ts';
import { fail, succeed } from '../../contract/result.ts';
import { updateSettingsSchema } from '../../contract/update-settings.ts';
import { describeCaller } from '../describe-caller.ts';
import type { Responder } from '../responder.ts';
import type { SettingsParts } from './settings-save.ts';

export const changeUpdates =
  ({
    settingsStore,
    clock,
    log,
    audit,
  }: Pick<SettingsParts, 'settingsStore' | 'clock' | 'log' | 'audit'>): Responder<'updates.settings'> =>
  (given, _signal, caller) => {
    const saved = settingsStore.read();
    if (saved === null) return fail(problem('setup.required', 'there are no settings'));
    const before = saved.settings.updates;
    const updates = updateSettingsSchema.parse({ ...before, ...given });
    const changes = describeDifference({ updates: before }, { updates });
    if (changes.length === 0) return succeed({ settings: before });
    const by = describeCaller(caller);
    const written = settingsStore.save({ ...saved, settings: { ...saved.settings, updates } }, clock.now(), by);
    if (!written.ok) return written;
    audit.note('settingsSaved', caller, `revision ${written.value}: ${changes.join('; ')}`);
    log.info('settings saved', { revision: written.value, by, changes });
    return succeed({ settings: updates });
  };
