/** What the agent does by itself about newer versions: channel, share of installations, delay, window and pause are looked at here and nowhere else. Pure. */
import { isNewer } from '../../contract/compare-versions.ts';
import type { OfferedRelease, UpdaterStatus } from '../../contract/update-exchange.ts';
import type { UpdateDecision } from '../../contract/update-requests.ts';
import type { UpdateSettings } from '../../contract/update-settings.ts';
import { isWithinWindow, type LocalTime, minutesUntilWindow } from './update-window.ts';

export interface DecisionTime {
  /** ISO 8601. */
  readonly now: string;
  readonly local: LocalTime;
}

type Waiting = Pick<UpdateDecision & { kind: 'wait' }, 'reason' | 'until'>;

const dayMs = 86_400_000;

/** The newest that may be installed; when none may, why the newest may not. */
export function decideUpdate(settings: UpdateSettings, updater: UpdaterStatus, time: DecisionTime): UpdateDecision {
  const { progress } = updater;
  if (progress !== null && progress.phase !== 'ended') return { kind: 'inProgress' };
  const releases = newerReleases(settings, updater);
  const [newest] = releases;
  if (newest === undefined) return { kind: 'nothing' };
  const ready = releases.find((release) => whyWait(release, settings, updater, time) === null);
  if (ready !== undefined) return { kind: 'install', version: ready.version };
  const waiting = whyWait(newest, settings, updater, time);
  return { kind: 'wait', version: newest.version, reason: 'paused', until: null, ...waiting };
}

/** Those of the chosen channel; what was offered before the agent changed is not newer any more. */
export function newerReleases(
  { channel }: UpdateSettings,
  { offer, version }: UpdaterStatus,
): readonly OfferedRelease[] {
  if (offer?.channel !== channel) return [];
  return offer.releases.filter((release) => isNewer(release.version, version));
}

/** What a person has to do something about comes first, what passes by itself last. */
function whyWait(
  { version, minimumVersion, isOurTurn, publishedAt }: OfferedRelease,
  { isPaused, delayDays, window }: UpdateSettings,
  updater: UpdaterStatus,
  { now, local }: DecisionTime,
): Waiting | null {
  if (updater.failedVersions.includes(version)) return { reason: 'failedBefore', until: null };
  if (isNewer(minimumVersion, updater.version)) return { reason: 'needsStep', until: null };
  if (isPaused) return { reason: 'paused', until: null };
  if (!isOurTurn) return { reason: 'notOurTurn', until: null };
  const dueMs = Date.parse(publishedAt) + delayDays * dayMs;
  if (dueMs > Date.parse(now)) return { reason: 'delay', until: new Date(dueMs).toISOString() };
  if (window === null || isWithinWindow(window, local)) return null;
  const opensMs = Date.parse(now) + minutesUntilWindow(window, local) * 60_000;
  return { reason: 'window', until: new Date(opensMs).toISOString() };
}
