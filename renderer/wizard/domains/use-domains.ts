/** Asks the agent what the page of the domains wants to know. */
import { useCallback, useEffect } from 'react';
import type { Bridge } from '../../../electron/contract/bridge.ts';
import type { AccountState } from '../account/account-state.ts';
import { type DomainEntry, domainDraftOf, faultOf } from './domain-entry.ts';
import type { DomainsEvent, DomainsState } from './domains-state.ts';
import { useSearch } from './use-search.ts';

export interface DomainsParts {
  readonly bridge: Bridge;
  readonly state: DomainsState;
  readonly shared: AccountState;
  readonly send: (event: DomainsEvent) => void;
}

/** @returns checks one domain */
export function useDomains(parts: DomainsParts): (entry: DomainEntry) => void {
  const { bridge, state, shared, send } = parts;
  useSearch(bridge, true, state.discovery, send);
  const check = useCheck(parts);

  // What is complete and was never edited is checked without being asked: that is what it was added for.
  const fresh = state.entries.find((entry) => entry.edition === 0 && entry.check.kind === 'unchecked');
  useEffect(() => {
    if (fresh !== undefined && faultOf(fresh, shared) === null) void check(fresh);
  }, [fresh, shared, check]);

  return (entry) => void check(entry);
}

/** @returns signs in to one domain and tells what the account can do there */
export function useCheck({ bridge, state, shared, send }: DomainsParts): (entry: DomainEntry) => Promise<void> {
  const { rights } = state;
  return useCallback(
    async (entry: DomainEntry) => {
      const { name, edition } = entry;
      send({ kind: 'entryChanged', name, change: { kind: 'checkBegan' } });
      const made = await bridge.call('directory.verify', {
        domain: domainDraftOf(entry, shared, rights ?? entry.rights ?? 'units'),
      });
      const change = made.ok
        ? ({ kind: 'checkPassed', edition, verification: made.value } as const)
        : ({ kind: 'checkFailed', edition, problem: made.problem } as const);
      send({ kind: 'entryChanged', name, change });
    },
    [bridge, shared, rights, send],
  );
}
