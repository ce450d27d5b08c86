/**
 * Ends what the tenant has. Not found means gone: a run before this one may have ended it, and nobody heard (rule R30). But what was made a
 * moment ago and is not found is only not there yet, wherever the request arrived: were that taken for its end, it would stay.
 */
import { type Result, succeed } from '../contract/result.ts';
import { type Patience, repeatWhileNew } from './repeat-step.ts';

/** @param isNew whether it was made so recently that not every replica has to know it  @param end fails with tenant.not-found where it is not */
export async function endOnce(
  isNew: boolean,
  end: () => Promise<Result<void>>,
  patience: Patience,
  signal: AbortSignal,
): Promise<Result<void>> {
  const ended = await repeatWhileNew(isNew, end, patience, signal);
  return !isNew && !ended.ok && ended.problem.code === 'tenant.not-found' ? succeed(undefined) : ended;
}
