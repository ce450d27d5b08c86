/** Asks the agent for the open branches of the tree, one after the other, and for groups when the typing pauses. */
import { useEffect } from 'react';
import type { Bridge, DomainDraft } from '../../../electron/contract/bridge.ts';
import type { ScopeEvent, ScopeState } from './scope-state.ts';

/** Long enough not to ask for every letter, short enough not to be noticed. */
const pauseMs = 250;
const unitsPerPage = 200;

export interface ScopeParts {
  readonly bridge: Bridge;
  /** All of them verified. */
  readonly domains: readonly DomainDraft[];
  readonly state: ScopeState;
  readonly send: (event: ScopeEvent) => void;
}

export function useScope({ bridge, domains, state, send }: ScopeParts): void {
  const { levels, kind, searchText, searchDomain, search } = state;
  const reading = [...levels].find(([, level]) => level.stage.kind === 'reading');
  const [key, level] = reading ?? [];
  const cursor = level?.stage.kind === 'reading' ? level.stage.cursor : undefined;
  const readFrom = domains.find(({ name }) => name === level?.domain);
  const parent = level?.parent ?? null;
  useEffect(() => {
    if (key === undefined || cursor === undefined || readFrom === undefined) return;
    const read = async () => {
      const page = await bridge.call('directory.units', { domain: readFrom, parent, cursor, limit: unitsPerPage });
      send(
        page.ok
          ? { kind: 'unitsRead', key, cursor, items: page.value.items, next: page.value.next }
          : { kind: 'unitsUnread', key, problem: page.problem },
      );
    };
    void read();
  }, [bridge, key, cursor, readFrom, parent, send]);

  const searchIn = domains.find(({ name }) => name === searchDomain) ?? domains[0];
  const isSearching = kind === 'groups' && search.kind === 'searching';
  useEffect(() => {
    if (!isSearching || searchIn === undefined) return;
    const ask = async () => {
      const answer = await bridge.call('directory.groups', { domain: searchIn, search: searchText });
      send(
        answer.ok
          ? { kind: 'groupsFound', text: searchText, domain: searchIn.name, groups: answer.value.groups }
          : { kind: 'groupsNotFound', text: searchText, problem: answer.problem },
      );
    };
    const timer = setTimeout(() => void ask(), pauseMs);
    return () => clearTimeout(timer);
  }, [bridge, isSearching, searchIn, searchText, send]);
}
