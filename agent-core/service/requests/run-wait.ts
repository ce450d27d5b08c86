/** run.wait: answers when the run has ended. Whoever gives up waiting does not stop the run. */
import type { RunId } from '../../contract/identifiers.ts';
import { problem } from '../../contract/problem.ts';
import { fail, type Result, succeed } from '../../contract/result.ts';
import type { RunReport } from '../../contract/run-report.ts';
import type { Responder } from '../responder.ts';
import type { Runner } from '../runner.ts';

export interface EndedRuns {
  /** Null when there is no such run, or it has not ended. */
  report(runId: RunId): RunReport | null;
}

export const waitForRun =
  (runner: Runner, history: EndedRuns): Responder<'run.wait'> =>
  async ({ runId }, signal) => {
    // One that is recorded may not have ended yet: the state follows, and a copy is made.
    const ending = runner.ending(runId);
    if (ending !== null) return Promise.race([ending.then(succeed), untilGivenUp(signal)]);
    const ended = history.report(runId);
    return ended === null ? fail(problem('run.not-found', runId)) : succeed(ended);
  };

/** The reply reaches nobody: who gave up listens no more. */
function untilGivenUp(signal: AbortSignal): Promise<Result<RunReport>> {
  return new Promise((settle) => {
    const giveUp = () => settle(fail(problem('run.goes-on', 'the waiting was ended')));
    if (signal.aborted) giveUp();
    else signal.addEventListener('abort', giveUp, { once: true });
  });
}
