/** Reads the log while its page is shown: the newest lines first, then what comes, for as long as it is followed. */
import { type Dispatch, useEffect, useReducer } from 'react';
import type { Bridge } from '../../../electron/contract/bridge.ts';
import { firstLogState, type LogEvent, type LogState, linesPerPage, reduceLog } from './log-state.ts';

const lookEveryMs = 2_000;

export function useLog(bridge: Bridge, isConnected: boolean): readonly [LogState, Dispatch<LogEvent>] {
  const [state, send] = useReducer(reduceLog, firstLogState);
  const { level, cursor, edition, stage, isFollowing } = state;
  const isReading = isConnected && stage.kind === 'reading';
  useEffect(() => {
    if (!isReading) return;
    let isOvertaken = false;
    const read = async () => {
      const page = await bridge.call('log.read', { cursor, level, limit: linesPerPage });
      if (isOvertaken) return;
      send(
        page.ok
          ? { kind: 'read', edition, lines: page.value.lines, next: page.value.next }
          : { kind: 'unread', edition, problem: page.problem },
      );
    };
    void read();
    return () => {
      isOvertaken = true;
    };
  }, [bridge, isReading, cursor, level, edition]);

  const isWaiting = isConnected && isFollowing && stage.kind === 'waiting';
  useEffect(() => {
    if (!isWaiting) return;
    const timer = setTimeout(() => send({ kind: 'askedAgain' }), lookEveryMs);
    return () => clearTimeout(timer);
  }, [isWaiting]);

  // An agent that was away and is back is asked again without anybody's doing.
  useEffect(() => {
    if (isConnected) send({ kind: 'connected' });
  }, [isConnected]);
  return [state, send];
}
