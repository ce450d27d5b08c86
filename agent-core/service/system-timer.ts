/** Waiting, as the runtime does it: on the machine's monotonic clock, whatever becomes of the wall clock. */
import type { Timer } from '../sync/timer.ts';

export const systemTimer: Timer = {
  after: (delayMs, work) => {
    const timeout = setTimeout(work, delayMs);
    return () => clearTimeout(timeout);
  },
};
