/**
 * The first page: the licence, and where the tenant is reached.
 *
 *   unaccepted <--ticked--> accepted        Next needs accepted, and network settings without a fault
 */
import { welcomeTexts } from '../../texts/wizard/welcome-texts.ts';
import type { Missing } from '../missing.ts';
import { missingInNetwork, type NetworkState } from '../network/network-state.ts';

export interface WelcomeState {
  readonly isLicenceAccepted: boolean;
}

export type WelcomeEvent = { readonly kind: 'licenceTicked'; readonly isAccepted: boolean };

export const firstWelcomeState: WelcomeState = { isLicenceAccepted: false };

export function reduceWelcome(state: WelcomeState, event: WelcomeEvent): WelcomeState {
  return { ...state, isLicenceAccepted: event.isAccepted };
}

export function missingInWelcome(state: WelcomeState, network: NetworkState): Missing | null {
  if (!state.isLicenceAccepted) return { field: 'welcome-licence', sentence: welcomeTexts.missing };
  return missingInNetwork(network);
}
