/** Looks at and grants the rights of one domain, and proves afterwards by signing in what the account can do with them. */
import type { Bridge, DomainDraft } from '../../../electron/contract/bridge.ts';
import { addressOf, type DomainEntry } from '../domains/domain-entry.ts';
import type { RightsEvent } from './rights-state.ts';
import type { RightsWish } from './rights-wish.ts';

export interface DomainRights {
  readonly draft: DomainDraft;
  readonly entry: DomainEntry;
  readonly wish: RightsWish;
}

export interface RightsActions {
  readonly look: (domain: DomainRights) => void;
  readonly grant: (domain: DomainRights) => void;
}

/** @param check signs in to the domain again  @param administrator somebody whose password was kept */
export function rightsActions(
  bridge: Bridge,
  administrator: string,
  check: (entry: DomainEntry) => void,
  send: (event: RightsEvent) => void,
): RightsActions {
  const askedOf = ({ entry, wish }: DomainRights) => ({
    ...{ account: wish.account, mode: wish.mode, units: [...wish.units] },
    ...{ domain: addressOf(entry), administrator },
  });
  const look = async (asked: DomainRights) => {
    const about = { domain: asked.draft.name, wish: asked.wish };
    send({ kind: 'lookBegan', ...about });
    const seen = await bridge.call('rights.preview', askedOf(asked));
    send(
      seen.ok ? { kind: 'looked', ...about, table: seen.value } : { kind: 'refused', ...about, problem: seen.problem },
    );
  };
  const grant = async (asked: DomainRights) => {
    const about = { domain: asked.draft.name, wish: asked.wish };
    send({ kind: 'grantBegan', ...about });
    const granted = await bridge.call('rights.apply', askedOf(asked));
    if (!granted.ok) return send({ kind: 'refused', ...about, problem: granted.problem });
    const { added, ...table } = granted.value;
    send({ kind: 'granted', ...about, table, added });
    check(asked.entry);
  };
  return { look: (asked) => void look(asked), grant: (asked) => void grant(asked) };
}
