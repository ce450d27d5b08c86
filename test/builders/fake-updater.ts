/** What an updater says, and one that only says it. */
import { problem } from '../../agent-core/contract/problem.ts';
import { fail, type Result, succeed } from '../../agent-core/contract/result.ts';
import type { OfferedRelease, UpdateAsk, UpdaterStatus } from '../../agent-core/contract/update-exchange.ts';
import type { UpdaterLink } from '../../agent-core/service/updates/updater-link.ts';

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

export const noUpdater: Result<UpdaterStatus> = fail(problem('updates.no-updater', 'here'));

export function fakeUpdater(initial: Result<UpdaterStatus> = succeed(updaterStatus())) {
  let status = initial;
  let answer: () => Result<UpdaterStatus> = () => status;
  const asked: UpdateAsk[] = [];
  const updater: UpdaterLink = {
    read: () => status,
    ask: async (ask) => {
      asked.push(ask);
      return answer();
    },
  };
  return {
    updater,
    asked,
    /** From now on it says this of itself. */
    become: (next: Result<UpdaterStatus>) => {
      status = next;
    },
    /** From now on whoever asks is answered so. */
    answerWith: (next: () => Result<UpdaterStatus>) => {
      answer = next;
    },
  };
}
