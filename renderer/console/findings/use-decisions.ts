/** What people decided that is in force: one reading for all that shows or ends a part of it. */
import { useCallback, useEffect, useState } from 'react';
import type { Bridge, Problem, ReplyOf, Result } from '../../../electron/contract/bridge.ts';
import { type Answer, useAnswer } from '../../use-answer.ts';

export interface Decisions {
  readonly answer: Answer<ReplyOf<'approvals.decisions'>>;
  readonly readAgain: () => void;
}

/** @param isSettled false while something is under way that may change what is in force */
export function useDecisions(bridge: Bridge, isSettled: boolean): Decisions {
  const [answer, readAgain] = useAnswer(useCallback(() => bridge.call('approvals.decisions', {}), [bridge]));
  useEffect(() => {
    if (isSettled) readAgain();
  }, [readAgain, isSettled]);
  return { answer, readAgain };
}

export type TakingBack<Done> =
  | { readonly kind: 'none' | 'asked' }
  | { readonly kind: 'done'; readonly done: Done }
  | { readonly kind: 'refused'; readonly problem: Problem };

/** @param end ends what is given, and resolves to what is said of that @returns how the last one came out, and what ends another */
export function useTakingBack<Item, Done>(
  readAgain: () => void,
  end: (item: Item) => Promise<Result<Done>>,
): readonly [TakingBack<Done>, (item: Item) => Promise<void>] {
  const [takingBack, setTakingBack] = useState<TakingBack<Done>>({ kind: 'none' });
  const takeBack = async (item: Item) => {
    if (takingBack.kind === 'asked') return;
    setTakingBack({ kind: 'asked' });
    const ended = await end(item);
    setTakingBack(ended.ok ? { kind: 'done', done: ended.value } : { kind: 'refused', problem: ended.problem });
    readAgain();
  };
  return [takingBack, takeBack];
}
