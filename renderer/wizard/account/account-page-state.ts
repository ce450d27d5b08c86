/** The page that decides as whom the agent reads the directory: which ways this server has, which one was chosen, and what it takes. */
import type { AccountSurroundings, Problem } from '../../../electron/contract/bridge.ts';
import { accountTexts } from '../../texts/wizard/account-texts.ts';
import type { Missing } from '../missing.ts';
import {
  type AccountEvent,
  type AccountState,
  firstAccountState,
  isAccountName,
  missingInAccount,
  reduceAccount,
} from './account-state.ts';
import {
  accountOf,
  firstManagedState,
  type ManagedEvent,
  type ManagedState,
  missingInManaged,
  reduceManaged,
} from './managed-state.ts';

/** `own`: as what the agent runs as now, by its keytab or because its service was given the account before. */
export type AccountWay = 'newManaged' | 'existingManaged' | 'own' | 'password';

export type Surroundings =
  | { readonly kind: 'unread' | 'reading' }
  | { readonly kind: 'read'; readonly here: AccountSurroundings }
  | { readonly kind: 'failed'; readonly problem: Problem };

export interface AccountPageState {
  readonly surroundings: Surroundings;
  /** Null: what is recommended on this server. */
  readonly way: AccountWay | null;
  readonly credentials: AccountState;
  /** userPrincipalName of what the agent runs as. */
  readonly ownAccount: string;
  readonly managed: ManagedState;
}

export type AccountPageEvent =
  | AccountEvent
  | { readonly kind: 'hereAsked' }
  | { readonly kind: 'hereRead'; readonly here: AccountSurroundings }
  | { readonly kind: 'hereFailed'; readonly problem: Problem }
  | { readonly kind: 'wayChosen'; readonly way: AccountWay }
  | { readonly kind: 'ownAccountTyped'; readonly text: string }
  | { readonly kind: 'managed'; readonly event: ManagedEvent };

export const firstAccountPageState: AccountPageState = {
  surroundings: { kind: 'unread' },
  way: null,
  credentials: firstAccountState,
  ownAccount: '',
  managed: firstManagedState,
};

export function reduceAccountPage(state: AccountPageState, event: AccountPageEvent): AccountPageState {
  switch (event.kind) {
    case 'accountTyped':
    case 'passwordTyped':
      return { ...state, credentials: reduceAccount(state.credentials, event) };
    case 'hereAsked':
      return state.surroundings.kind === 'read' ? state : { ...state, surroundings: { kind: 'reading' } };
    case 'hereRead':
      return { ...state, surroundings: { kind: 'read', here: event.here } };
    case 'hereFailed':
      return state.surroundings.kind === 'read'
        ? state
        : { ...state, surroundings: { kind: 'failed', problem: event.problem } };
    case 'wayChosen':
      return { ...state, way: event.way };
    case 'ownAccountTyped':
      return { ...state, ownAccount: event.text };
    case 'managed':
      return { ...state, managed: reduceManaged(state.managed, event.event) };
  }
}

export const hereOf = ({ surroundings }: AccountPageState): AccountSurroundings | null =>
  surroundings.kind === 'read' ? surroundings.here : null;

/** The recommended one first. Only Windows runs a service as a managed account (rule R36). */
export const waysOn = (here: AccountSurroundings | null): readonly AccountWay[] =>
  here?.canUseManagedAccount === true ? ['newManaged', 'existingManaged', 'own', 'password'] : ['password', 'own'];

export function wayOf(state: AccountPageState): AccountWay {
  const ways = waysOn(hereOf(state));
  return ways.find((way) => way === state.way) ?? ways[0] ?? 'password';
}

export const isManagedWay = (way: AccountWay): boolean => way === 'newManaged' || way === 'existingManaged';

/** The account of every domain that names no other. */
export function sharedAccountOf(state: AccountPageState): AccountState {
  const asService = (account: string): AccountState => ({ account, hasPassword: false, identity: 'service' });
  switch (wayOf(state)) {
    case 'password':
      return state.credentials;
    case 'own':
      return asService(state.ownAccount.trim());
    case 'newManaged':
    case 'existingManaged':
      return asService(accountOf(state.managed));
  }
}

export function missingInAccountPage(state: AccountPageState): Missing | null {
  switch (wayOf(state)) {
    case 'password':
      return missingInAccount(state.credentials);
    case 'own':
      return isAccountName(state.ownAccount) ? null : { field: 'own-account', sentence: accountTexts.own.missing };
    case 'newManaged':
    case 'existingManaged':
      return missingInManaged(state.managed, hereOf(state)?.runsAs ?? null);
  }
}
