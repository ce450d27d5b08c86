/** Time, as this machine tells it. */
import type { Clock } from '../sync/clock.ts';

export const systemClock: Clock = {
  now: () => new Date().toISOString(),
  monotonicMs: () => performance.now(),
};
