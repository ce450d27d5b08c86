/** Follows the connection to the agent. Listens before it asks, so that no change falls between the two. */
import { useEffect } from 'react';
import type { AgentConnection, Bridge } from '../electron/contract/bridge.ts';

/** @param onChanged the same function from drawing to drawing, or the connection is asked for again */
export function useConnection(bridge: Bridge, onChanged: (connection: AgentConnection) => void): void {
  useEffect(() => {
    let isOvertaken = false;
    const stop = bridge.listen('connection.changed', (connection) => {
      isOvertaken = true;
      onChanged(connection);
    });
    const ask = async () => {
      const read = await bridge.call('connection.read', {});
      if (read.ok && !isOvertaken) onChanged(read.value);
    };
    void ask();
    return () => {
      isOvertaken = true;
      stop();
    };
  }, [bridge, onChanged]);
}
