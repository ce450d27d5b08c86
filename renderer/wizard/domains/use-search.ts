/** Looks once for the domain that this server belongs to. */
import { useEffect } from 'react';
import type { Bridge } from '../../../electron/contract/bridge.ts';
import type { Discovery, DomainsEvent } from './domains-state.ts';

export function useSearch(
  bridge: Bridge,
  isWanted: boolean,
  { kind }: Discovery,
  send: (event: DomainsEvent) => void,
): void {
  useEffect(() => {
    if (!isWanted || kind !== 'unsearched') return;
    send({ kind: 'searchBegan' });
    const search = async () => {
      const found = await bridge.call('directory.discover', {});
      send(
        found.ok ? { kind: 'searchEnded', discovery: found.value } : { kind: 'searchFailed', problem: found.problem },
      );
    };
    void search();
  }, [bridge, isWanted, kind, send]);
}
