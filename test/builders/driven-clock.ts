/** Time that passes only when a test says so. */
import type { Clock } from '../../agent-core/sync/clock.ts';

export interface DrivenClock extends Clock {
  advance(milliseconds: number): void;
}

export function drivenClock(start = '2026-03-02T08:00:00.000Z'): DrivenClock {
  let passedMs = 0;
  return {
    now: () => new Date(Date.parse(start) + passedMs).toISOString(),
    monotonicMs: () => passedMs,
    advance: (milliseconds) => {
      passedMs += milliseconds;
    },
  };
}
