/** Waits on the timer that was given, until the time has come or nobody wants to wait any more. */
import type { Timer } from '../sync/timer.ts';

/** @returns false when the signal ended the pause */
export function pause(timer: Timer, milliseconds: number, signal: AbortSignal): Promise<boolean> {
  if (signal.aborted) return Promise.resolve(false);
  return new Promise((settle) => {
    const end = (isOver: boolean) => {
      forget();
      signal.removeEventListener('abort', giveUp);
      settle(isOver);
    };
    const giveUp = () => end(false);
    // A timer of the runtime cannot wait longer than this and would not wait at all.
    const forget = timer.after(Math.min(milliseconds, longestPauseMs), () => end(true));
    signal.addEventListener('abort', giveUp, { once: true });
  });
}

const longestPauseMs = 2 ** 31 - 1;
