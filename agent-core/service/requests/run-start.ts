/** run.start: starts a run and answers at once. */
import { succeed } from '../../contract/result.ts';
import type { Audit } from '../audit.ts';
import { describeCaller } from '../describe-caller.ts';
import type { Responder } from '../responder.ts';
import type { Runner } from '../runner.ts';

export const startRun =
  (runner: Runner, audit: Audit): Responder<'run.start'> =>
  (_parameters, _signal, caller) => {
    const started = runner.startRun(describeCaller(caller));
    if (!started.ok) return started;
    audit.note('runStarted', caller, `run ${started.value}`);
    return succeed({ runId: started.value });
  };
