/** What an updater says of itself. */
import type { OfferedRelease, UpdaterStatus } from '../../agent-core/contract/update-exchange.ts';

export function offeredRelease(changes: Partial<OfferedRelease> = {}): OfferedRelease {
  return {
    version: '9.1.0',
    publishedAt: '2026-03-01T08:00:00.000Z',
    sizeBytes: 90_000_000,
    minimumVersion: '0.0.0',
    isOurTurn: true,
    ...changes,
  };
}

/** One release newer than what is installed is offered, and nothing was installed yet. */
export function updaterStatus(changes: Partial<UpdaterStatus> = {}): UpdaterStatus {
  return {
    version: '0.1.0',
    feed: 'https://updates.example.com/bridgehead',
    answered: null,
    offer: { channel: 'stable', checkedAt: '2026-03-02T07:00:00.000Z', problem: null, releases: [offeredRelease()] },
    progress: null,
    failedVersions: [],
    ...changes,
  };
}
