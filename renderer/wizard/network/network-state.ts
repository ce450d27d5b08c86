/**
 * How the tenant is reached, decided before anything is contacted.
 *
 *   closed <--toggled--> open        edits change one field each; a cloud other than "other" brings both its addresses along
 */
import type { TenantDraft } from '../../../electron/contract/bridge.ts';
import { clouds } from '../../../electron/contract/clouds.ts';
import { isGuid } from '../../../electron/contract/is-guid.ts';
import { parseAddress } from '../../parse-address.ts';
import { networkTexts } from '../../texts/wizard/network-texts.ts';
import type { Missing } from '../missing.ts';

export interface ChosenAuthority {
  /** Where the person found it; an answer file names it by this. */
  readonly path: string;
  readonly pem: string;
}

export interface NetworkState {
  readonly isOpen: boolean;
  /** By its name; null for addresses that are none of Microsoft's. */
  readonly cloud: string | null;
  readonly authority: string;
  readonly graph: string;
  /** Empty: what the system says. */
  readonly proxy: string;
  readonly certificateAuthority: ChosenAuthority | null;
  /** Id of the application that people sign in through. */
  readonly signInClient: string;
}

export type NetworkEvent =
  | { readonly kind: 'toggled' }
  | { readonly kind: 'cloudChosen'; readonly cloud: string | null }
  | { readonly kind: 'authorityTyped' | 'graphTyped' | 'proxyTyped' | 'signInClientTyped'; readonly text: string }
  | { readonly kind: 'certificateAuthorityChosen'; readonly certificateAuthority: ChosenAuthority | null };

/** Microsoft Graph Command Line Tools: every tenant knows it, so that a first set-up needs no preparation. */
export const usualSignInClient = '14d82eec-204b-4c2f-b7e8-296a70dab67e';

export const firstNetworkState: NetworkState = {
  isOpen: false,
  ...addressesOf('Global'),
  proxy: '',
  certificateAuthority: null,
  signInClient: usualSignInClient,
};

export function reduceNetwork(state: NetworkState, event: NetworkEvent): NetworkState {
  switch (event.kind) {
    case 'toggled':
      return { ...state, isOpen: !state.isOpen };
    case 'cloudChosen':
      return event.cloud === null ? { ...state, cloud: null } : { ...state, ...addressesOf(event.cloud) };
    case 'authorityTyped':
      return { ...state, authority: event.text };
    case 'graphTyped':
      return { ...state, graph: event.text };
    case 'proxyTyped':
      return { ...state, proxy: event.text };
    case 'signInClientTyped':
      return { ...state, signInClient: event.text };
    case 'certificateAuthorityChosen':
      return { ...state, certificateAuthority: event.certificateAuthority };
  }
}

function addressesOf(name: string): Pick<NetworkState, 'cloud' | 'authority' | 'graph'> {
  const cloud = clouds.find((candidate) => candidate.name === name);
  if (cloud === undefined) throw new Error(`There is no cloud ${name}.`);
  return { cloud: name, authority: cloud.authority, graph: cloud.graph };
}

/** What is wrong with a field, or null. */
export const networkFaults = (state: NetworkState) => ({
  authority: isOrigin(state.authority, ['https:']) ? null : networkTexts.faults.authority,
  graph: isOrigin(state.graph, ['https:']) ? null : networkTexts.faults.graph,
  proxy: state.proxy.trim() === '' || isOrigin(state.proxy, ['http:', 'https:']) ? null : networkTexts.faults.proxy,
  signInClient: isGuid(state.signInClient.trim()) ? null : networkTexts.faults.signInClient,
});

export function missingInNetwork(state: NetworkState): Missing | null {
  const faults = networkFaults(state);
  if (faults.authority !== null) return { field: 'network-authority', sentence: faults.authority };
  if (faults.graph !== null) return { field: 'network-graph', sentence: faults.graph };
  if (faults.proxy !== null) return { field: 'network-proxy', sentence: faults.proxy };
  if (faults.signInClient !== null) return { field: 'network-sign-in-client', sentence: faults.signInClient };
  return null;
}

export const tenantDraftOf = (state: NetworkState): TenantDraft => ({
  authority: withoutSlash(state.authority),
  graph: withoutSlash(state.graph),
  certificateAuthorities: state.certificateAuthority?.pem ?? null,
  proxy: state.proxy.trim() === '' ? null : withoutSlash(state.proxy),
});

const withoutSlash = (address: string) => address.trim().replace(/\/$/, '');

/** Scheme, host and port, and nothing that would be dropped silently. */
function isOrigin(text: string, schemes: readonly string[]): boolean {
  const address = withoutSlash(text);
  const parsed = parseAddress(address);
  if (parsed === null) return false;
  const { protocol, origin } = parsed;
  return schemes.includes(protocol) && (address.toLowerCase() === origin || isWithDefaultPort(address, origin));
}

const isWithDefaultPort = (address: string, origin: string) =>
  address.toLowerCase() === `${origin}:443` || address.toLowerCase() === `${origin}:80`;
