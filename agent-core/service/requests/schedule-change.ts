/** schedule.pause and schedule.resume: kept in the settings, so that they outlast a restart and say who did it. */
import { problem } from '../../contract/problem.ts';
import { fail, succeed } from '../../contract/result.ts';
import { describeCaller } from '../describe-caller.ts';
import type { Responder } from '../responder.ts';
import type { SettingsParts } from './settings-save.ts';

export const changeSchedule =
  (
    { settingsStore, clock, log, audit }: Pick<SettingsParts, 'settingsStore' | 'clock' | 'log' | 'audit'>,
    isPaused: boolean,
  ): Responder<'schedule.pause'> & Responder<'schedule.resume'> =>
  (_parameters, _signal, caller) => {
    const saved = settingsStore.read();
    if (saved === null) return fail(problem('setup.required', 'there are no settings'));
    if (saved.settings.schedule.isPaused === isPaused) return succeed({});
    const by = describeCaller(caller);
    const settings = { ...saved.settings, schedule: { ...saved.settings.schedule, isPaused } };
    const result = settingsStore.save({ ...saved, settings }, clock.now(), by);
    if (!result.ok) return result;
    audit.note(isPaused ? 'paused' : 'resumed', caller, `revision ${result.value}`);
    log.info(isPaused ? 'schedule paused' : 'schedule resumed', { by });
    return succeed({});
  };
