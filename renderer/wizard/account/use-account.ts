/** Asks the agent what the page of the account wants to know, and does there what the person presses. */
import { useEffect } from 'react';
import type { Bridge } from '../../../electron/contract/bridge.ts';
import { addressOf } from '../domains/domain-entry.ts';
import type { AccountPageEvent, AccountPageState } from './account-page-state.ts';
import { logonNameOf, type ManagedEvent } from './managed-state.ts';

export interface ManagedActions {
  readonly look: () => void;
  readonly make: (mayCreate: boolean) => void;
  readonly switchAccount: () => void;
}

/** What this server can do is read whenever the page is shown, and when the agent comes back. */
export function useSurroundings(bridge: Bridge, send: (event: AccountPageEvent) => void): void {
  useEffect(() => {
    const read = async () => {
      const here = await bridge.call('account.here', {});
      send(here.ok ? { kind: 'hereRead', here: here.value } : { kind: 'hereFailed', problem: here.problem });
    };
    send({ kind: 'hereAsked' });
    void read();
    let wasAway = false;
    return bridge.listen('connection.changed', ({ kind }) => {
      if (wasAway && kind === 'connected') void read();
      wasAway = kind !== 'connected';
    });
  }, [bridge, send]);
}

export function useManaged(
  bridge: Bridge,
  { managed }: AccountPageState,
  sendPage: (event: AccountPageEvent) => void,
): ManagedActions {
  const send = (event: ManagedEvent) => sendPage({ kind: 'managed', event });
  const { place, name, retriever, group, administrator, edition } = managed;
  const asked = {
    name,
    group: retriever === 'group' ? group : null,
    domain: addressOf(place),
    administrator: administrator.account.trim(),
  };
  const look = async () => {
    send({ kind: 'lookBegan' });
    const seen = await bridge.call('account.inspect', asked);
    send(
      seen.ok ? { kind: 'looked', edition, report: seen.value } : { kind: 'refused', edition, problem: seen.problem },
    );
  };
  const make = async (mayCreate: boolean) => {
    send({ kind: 'makeBegan' });
    const made = await bridge.call('account.ensure', { ...asked, mayCreate });
    send(made.ok ? { kind: 'made', edition, made: made.value } : { kind: 'refused', edition, problem: made.problem });
  };
  const switchAccount = async () => {
    send({ kind: 'switchBegan' });
    const switched = await bridge.call('service.runAs', { account: logonNameOf(managed) });
    send(switched.ok ? { kind: 'switched' } : { kind: 'notSwitched', problem: switched.problem });
    const here = await bridge.call('account.here', {});
    if (here.ok) sendPage({ kind: 'hereRead', here: here.value });
  };
  return {
    look: () => void look(),
    make: (mayCreate) => void make(mayCreate),
    switchAccount: () => void switchAccount(),
  };
}
