/** run.cancel: stops the run in progress once what was sent has ended. */
import { problem } from '../../contract/problem.ts';
import { fail, succeed } from '../../contract/result.ts';
import type { Responder } from '../responder.ts';
import type { Runner } from '../runner.ts';

export const cancelRun =
  (runner: Runner): Responder<'run.cancel'> =>
  ({ runId }) =>
    runner.cancel(runId) ? succeed({}) : fail(problem('run.not-found', `${runId} is not in progress`));
