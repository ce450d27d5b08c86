/** Looks at what keeps the agent running: when the connection comes or goes, and now and then while there is none. */
import { useCallback, useEffect } from 'react';
import type { AgentConnection, Bridge, ServiceView } from '../../../electron/contract/bridge.ts';
import { type Answer, useAnswer } from '../../use-answer.ts';

const lookEveryMs = 3_000;

export interface ServiceLook {
  readonly service: Answer<ServiceView>;
  readonly start: Answer<object>;
  readonly isStarting: boolean;
  readonly onStart: () => void;
}

/** While it is not known yet whether the agent answers, nobody needs to know what keeps it running. */
export function useService(bridge: Bridge, connection: AgentConnection['kind']): ServiceLook {
  const [service, look] = useAnswer(useCallback(() => bridge.call('service.read', {}), [bridge]));
  const [start, onStart, isStarting] = useAnswer(useCallback(() => bridge.call('service.start', {}), [bridge]));
  useEffect(() => {
    if (connection === 'connecting') return;
    look();
    if (connection === 'connected') return;
    const timer = setInterval(look, lookEveryMs);
    return () => clearInterval(timer);
  }, [look, connection]);
  return { service, start, isStarting, onStart };
}
