/** How long to wait before an agent that ended is started again: longer each time, until one has lived well. */

const firstPauseMs = 1_000;
const longestPauseMs = 60_000;
/** Who lived this long did not fail at start; its end is a new story. */
const goodLifeMs = 60_000;

/** @param lastPauseMs 0 before the first pause */
export function nextPauseMs(lastPauseMs: number, livedMs: number): number {
  if (lastPauseMs === 0 || livedMs >= goodLifeMs) return firstPauseMs;
  return Math.min(lastPauseMs * 2, longestPauseMs);
}
