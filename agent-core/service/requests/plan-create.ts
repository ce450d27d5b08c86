/** plan.create: everything a run would do, without doing it. */
import type { Responder } from '../responder.ts';
import type { Runner } from '../runner.ts';

export const createPlan =
  (runner: Runner): Responder<'plan.create'> =>
  (_parameters, signal) =>
    runner.preview(signal);
