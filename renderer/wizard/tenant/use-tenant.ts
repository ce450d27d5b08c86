/** Signs the person in and asks the agent for its certificate, as the page of the tenant wants it. */
import { useEffect } from 'react';
import type { Bridge, SignInWay } from '../../../electron/contract/bridge.ts';
import { type NetworkState, tenantDraftOf } from '../network/network-state.ts';
import type { TenantEvent, TenantState } from './tenant-state.ts';

export interface TenantParts {
  readonly bridge: Bridge;
  readonly network: NetworkState;
  readonly state: TenantState;
  readonly send: (event: TenantEvent) => void;
}

export interface TenantActions {
  readonly signIn: (way: SignInWay) => void;
  readonly giveUp: () => void;
  readonly makeCertificate: () => void;
}

export function useTenant({ bridge, network, state, send }: TenantParts): TenantActions {
  useEffect(() => bridge.listen('person.deviceCode', (code) => send({ kind: 'codeShown', code })), [bridge, send]);

  const signIn = async (way: SignInWay) => {
    const attempt = state.attempt + 1;
    send({ kind: 'signInAsked', way });
    const tenant = tenantDraftOf(network);
    const found = await bridge.call('person.signIn', { tenant, client: network.signInClient.trim(), way });
    send(
      found.ok
        ? { kind: 'inspected', attempt, inspection: found.value }
        : { kind: 'signInFailed', attempt, problem: found.problem },
    );
  };
  const giveUp = () => {
    send({ kind: 'signInGivenUp' });
    void bridge.call('person.cancelSignIn', {});
  };
  const makeCertificate = async () => {
    send({ kind: 'certificateAsked' });
    const made = await bridge.call('certificate.create', {});
    send(
      made.ok
        ? { kind: 'certificateMade', certificate: made.value }
        : { kind: 'certificateFailed', problem: made.problem },
    );
  };
  return { signIn: (way) => void signIn(way), giveUp, makeCertificate: () => void makeCertificate() };
}
