/** settings.save: the next revision of the settings, which the next run follows without a restart. */

import { describeDifference } from '../../contract/describe-difference.ts';
import { problem } from '../../contract/problem.ts';
import { fail, type Result, succeed } from '../../contract/result.ts';
import type { Settings } from '../../contract/settings.ts';
import type { SettingsStore } from '../../storage/settings-store.ts';
import type { AgentLog } from '../agent-log.ts';
import type { AgentStatus } from '../agent-status.ts';
import { describeCaller } from '../describe-caller.ts';
import { type EndingParts, endApprovals } from '../end-approvals.ts';
import type { Pairing } from '../pairing.ts';
import type { Responder } from '../responder.ts';
import { unprovenChanges } from '../unproven-changes.ts';

export interface SettingsParts extends EndingParts {
  readonly settingsStore: SettingsStore;
  readonly pairing: Pairing;
  readonly status: AgentStatus;
  readonly log: AgentLog;
  readonly backUp: (now: string) => Promise<Result<void>>;
}

export const saveSettings =
  (parts: SettingsParts): Responder<'settings.save'> =>
  async ({ baseRevision, settings }, _signal, caller) => {
    const { settingsStore, pairing, status, clock, log, audit, backUp } = parts;
    const saved = settingsStore.read();
    if (saved === null) return fail(problem('setup.required', 'there are no settings'));
    if (saved.revision !== baseRevision) {
      const base = settingsStore.readRevision(baseRevision);
      return fail(problem('settings.stale', staleDetail(baseRevision, base, saved)));
    }
    const unproven = unprovenChanges(saved.settings, settings);
    if (unproven !== '') return fail(problem('settings.needs-set-up', unproven));

    const ended = endApprovals(parts, { before: saved.settings, after: settings }, caller);
    if (!ended.ok) return ended;
    const by = describeCaller(caller);
    const written = settingsStore.save({ ...saved, settings }, clock.now(), by);
    if (!written.ok) return written;
    pairing.forget();
    if (status.read().activity.kind !== 'running') status.changeActivity(pairing.restingActivity());
    const changes = describeDifference(saved.settings, settings);
    audit.note('settingsSaved', caller, `revision ${written.value}: ${changes.join('; ')}`);
    log.info('settings saved', { revision: written.value, by, changes });
    const copied = await backUp(clock.now());
    if (!copied.ok) log.warn('the record could not be backed up', { detail: copied.problem.detail });
    if (ended.value > 0) log.info('approvals ended by other settings', { by, changes: ended.value });
    return succeed({ revision: written.value, ...(ended.value > 0 && { approvalsEnded: ended.value }) });
  };

interface Revision {
  readonly revision: number;
  readonly settings: Settings;
  readonly savedBy: string;
  readonly savedAt: string;
}

function staleDetail(baseRevision: number, base: Revision | null, now: Revision): string {
  const newest = `revision ${now.revision} was saved at ${now.savedAt} by ${now.savedBy}`;
  if (base === null) return `there is no revision ${baseRevision}; ${newest}`;
  return `${newest}; since revision ${baseRevision}: ${changesOf(base.settings, now.settings) || 'nothing differs'}`;
}

const changesOf = (before: unknown, after: unknown) => describeDifference(before, after).join('; ');
