/** run.start: starts a run and answers at once. */
import { succeed } from '../../contract/result.ts';
import type { Responder } from '../responder.ts';
import type { Runner } from '../runner.ts';

export const startRun =
  (runner: Runner): Responder<'run.start'> =>
  () => {
    const started = runner.startRun();
    return started.ok ? succeed({ runId: started.value }) : started;
  };
