/** How it stands with updates, for whoever asks. */
import type { UpdateState } from '../../contract/update-requests.ts';
import { defaultUpdates, type UpdateSettings } from '../../contract/update-settings.ts';
import { version } from '../../contract/version.ts';
import type { Clock } from '../../sync/clock.ts';
import { decideUpdate } from './decide-update.ts';
import { localTimeOf } from './update-window.ts';
import type { UpdaterLink } from './updater-link.ts';

export interface UpdateReading {
  readonly updater: Pick<UpdaterLink, 'read'>;
  readonly clock: Clock;
  /** Null before the set-up. */
  readonly readSettings: () => UpdateSettings | null;
}

export function readUpdates({ updater, clock, readSettings }: UpdateReading): UpdateState {
  const read = updater.read();
  if (!read.ok) return { kind: 'unavailable', version, problem: read.problem };
  const settings = readSettings() ?? defaultUpdates;
  const now = clock.now();
  const decision = decideUpdate(settings, read.value, { now, local: localTimeOf(now) });
  return { kind: 'available', version, settings, updater: read.value, decision };
}
