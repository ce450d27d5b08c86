/** Asks the bridge one thing when it is wanted, and keeps what came back. */
import { useCallback, useEffect, useRef, useState } from 'react';
import type { Problem, Result } from '../electron/contract/bridge.ts';

export type Answer<Value> =
  | { readonly kind: 'none' | 'asked' }
  | { readonly kind: 'given'; readonly value: Value }
  | { readonly kind: 'refused'; readonly problem: Problem };

/** @param ask the same function from drawing to drawing  @returns the answer, what asks again, and whether that is being asked */
export function useAnswer<Value>(ask: () => Promise<Result<Value>>): readonly [Answer<Value>, () => void, boolean] {
  const [answer, setAnswer] = useState<Answer<Value>>({ kind: 'none' });
  const [isAsking, setIsAsking] = useState(false);
  const attempt = useRef(0);
  const begin = useCallback(async () => {
    attempt.current += 1;
    const own = attempt.current;
    setIsAsking(true);
    // What was known is shown until something else is.
    setAnswer((before) => (before.kind === 'given' ? before : { kind: 'asked' }));
    const given = await ask();
    if (own !== attempt.current) return;
    setIsAsking(false);
    setAnswer(given.ok ? { kind: 'given', value: given.value } : { kind: 'refused', problem: given.problem });
  }, [ask]);
  useEffect(
    () => () => {
      attempt.current += 1;
    },
    [],
  );
  return [answer, useCallback(() => void begin(), [begin]), isAsking];
}
