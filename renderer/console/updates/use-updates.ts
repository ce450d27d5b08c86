/** What is known of updates: read when the agent is there and whenever it tells of something else, and while one is in progress again and again. */
import { useCallback, useEffect, useState } from 'react';
import type { Bridge, Problem, Result, UpdateSettings, UpdateState } from '../../../electron/contract/bridge.ts';
import { type Answer, useAnswer } from '../../use-answer.ts';

export interface UpdatesLook {
  readonly state: Answer<UpdateState>;
  /** What is being asked for now. */
  readonly asking: 'check' | 'install' | 'save' | null;
  /** What was asked for last and was refused. */
  readonly refused: { readonly what: 'check' | 'install' | 'save'; readonly problem: Problem } | null;
  readonly onCheck: () => void;
  readonly onInstall: (version: string) => void;
  readonly onSave: (settings: UpdateSettings) => void;
}

const readEveryMs = 2_000;

/** @param news changes with whatever the agent tells about versions */
export function useUpdates(bridge: Bridge, isConnected: boolean, news: string): UpdatesLook {
  const [state, read] = useAnswer(useCallback(() => bridge.call('updates.status', {}), [bridge]));
  const [asking, setAsking] = useState<UpdatesLook['asking']>(null);
  const [refused, setRefused] = useState<UpdatesLook['refused']>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: news is a reason to read, and nothing that is read with
  useEffect(() => {
    if (isConnected) read();
  }, [isConnected, news, read]);
  const isInProgress =
    state.kind === 'given' && state.value.kind === 'available' && state.value.decision.kind === 'inProgress';
  useEffect(() => {
    if (!isInProgress || !isConnected) return;
    const timer = setInterval(read, readEveryMs);
    return () => clearInterval(timer);
  }, [isInProgress, isConnected, read]);

  const ask = async (what: NonNullable<UpdatesLook['asking']>, call: () => Promise<Result<unknown>>) => {
    setAsking(what);
    setRefused(null);
    const answer = await call();
    setAsking(null);
    if (!answer.ok) setRefused({ what, problem: answer.problem });
    read();
  };
  return {
    state,
    asking,
    refused,
    onCheck: () => void ask('check', () => bridge.call('updates.check', {})),
    onInstall: (version) => void ask('install', () => bridge.call('updates.install', { version })),
    onSave: (settings) => void ask('save', () => bridge.call('updates.settings', settings)),
  };
}
