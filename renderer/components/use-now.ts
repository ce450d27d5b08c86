/** The time of day for "5 minutes ago"; draws again often enough that it never lies by more than a quarter of a minute. */
import { useEffect, useReducer } from 'react';

const renewEveryMs = 15_000;

export function useNow(everyMs = renewEveryMs): number {
  const [, drawAgain] = useReducer((times: number) => times + 1, 0);
  useEffect(() => {
    const timer = setInterval(drawAgain, everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return Date.now();
}
