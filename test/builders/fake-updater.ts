/** An updater that only says what a test gives it to say. */
import { problem } from '../../agent-core/contract/problem.ts';
import { fail, type Result, succeed } from '../../agent-core/contract/result.ts';
import type { UpdateAsk, UpdaterStatus } from '../../agent-core/contract/update-exchange.ts';
import type { UpdaterLink } from '../../agent-core/service/updates/updater-link.ts';
import { updaterStatus } from './updater-status.ts';

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
