/**
 * An account that reads the directory. The password itself is never here: it goes from the field to the main process as it is typed.
 *
 *   nameless --typed--> named --password typed--> complete        another name makes the password unknown again
 */
import type { DomainDraft } from '../../../electron/contract/bridge.ts';
import { accountTexts } from '../../texts/wizard/account-texts.ts';
import type { Missing } from '../missing.ts';

export interface AccountState {
  readonly account: string;
  /** Whether the main process keeps a password for this account. */
  readonly hasPassword: boolean;
  /** `service`: the agent runs as the account, and no password is asked for. */
  readonly identity: NonNullable<DomainDraft['identity']>;
}

export type AccountEvent =
  | { readonly kind: 'accountTyped'; readonly text: string }
  | { readonly kind: 'passwordTyped'; readonly isEmpty: boolean };

export const firstAccountState: AccountState = { account: '', hasPassword: false, identity: 'password' };

export function reduceAccount(state: AccountState, event: AccountEvent): AccountState {
  switch (event.kind) {
    case 'accountTyped':
      return { ...state, account: event.text, hasPassword: false };
    case 'passwordTyped':
      return { ...state, hasPassword: !event.isEmpty };
  }
}

/** A userPrincipalName: what Active Directory signs in everywhere, whatever the domain is called for old programs. */
export const isAccountName = (text: string): boolean =>
  /^[^\s@\\/]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$/.test(text.trim());

/** @param prefix of the ids of the two fields */
export function missingInAccount(state: AccountState, prefix = 'service'): Missing | null {
  if (!isAccountName(state.account)) return { field: `${prefix}-account`, sentence: accountTexts.missingName };
  if (!hasProof(state)) return { field: `${prefix}-password`, sentence: accountTexts.missingPassword };
  return null;
}

/** Whether the agent can sign in as it. */
export const hasProof = ({ identity, hasPassword }: AccountState): boolean => identity === 'service' || hasPassword;
