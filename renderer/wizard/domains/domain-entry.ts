/** One domain as the page edits it, and what becomes of it in the settings. */
import type { DirectoryVerification, DomainDraft, Problem } from '../../../electron/contract/bridge.ts';
import { type AccountState, firstAccountState, hasProof, isAccountName } from '../account/account-state.ts';
import type { ChosenAuthority } from '../network/network-state.ts';

export type Security = NonNullable<DomainDraft['security']>;
export type Rights = 'domain' | 'units';

/** A controller as it is typed. */
export interface ControllerLine {
  readonly host: string;
  /** Empty: what the name resolves to. */
  readonly address: string;
  /** Empty: the usual one of the protection chosen. */
  readonly port: string;
}

/**
 *   unchecked --asked--> checking --> verified
 *       ^                    +------> failed        every edit that matters leads back to unchecked
 */
export type Check =
  | { readonly kind: 'unchecked' }
  | { readonly kind: 'checking' }
  | { readonly kind: 'verified'; readonly verification: DirectoryVerification }
  | { readonly kind: 'failed'; readonly problem: Problem };

export interface DomainEntry {
  readonly name: string;
  /** Null: the account of the page before. */
  readonly ownAccount: AccountState | null;
  readonly choosesControllers: boolean;
  readonly controllers: readonly ControllerLine[];
  readonly security: Security;
  /** As it is set up; null for a domain that is new. */
  readonly rights: Rights | null;
  readonly certificateAuthority: ChosenAuthority | null;
  readonly check: Check;
  /** Counts the edits, so that the answer to an older question is not taken for one to this. */
  readonly edition: number;
  readonly isOpen: boolean;
}

export const emptyController: ControllerLine = { host: '', address: '', port: '' };

export const newEntry = (name: string): DomainEntry => ({
  name,
  ownAccount: null,
  choosesControllers: false,
  controllers: [emptyController],
  security: 'automatic',
  rights: null,
  certificateAuthority: null,
  check: { kind: 'unchecked' },
  edition: 0,
  isOpen: false,
});

export const newOwnAccount = firstAccountState;

export const isHostName = (text: string): boolean => /^[a-z0-9]([a-z0-9.-]{0,253}[a-z0-9])?$/i.test(text.trim());
/** A domain has at least one dot; a name without one is what old programs call it. */
export const isDomainName = (text: string): boolean => isHostName(text) && text.trim().includes('.');
/** Empty is allowed. */
export const isPort = (text: string): boolean =>
  text.trim() === '' || (/^\d{1,5}$/.test(text.trim()) && Number(text) >= 1 && Number(text) <= 65_535);
/** Automatic begins with the one of Kerberos. */
export const usualPortOf = (security: Security): number => (security === 'ldaps' ? 636 : 389);
/** IPv4 or IPv6; empty is allowed. */
export const isAddress = (text: string): boolean =>
  /^(|\d{1,3}(\.\d{1,3}){3}|[0-9a-f:.]*:[0-9a-f:.]*)$/i.test(text.trim());

export type EntryFault = 'account' | 'password' | 'controllers';

/** What the entry lacks before it can be checked. */
export function faultOf(entry: DomainEntry, shared: AccountState): EntryFault | null {
  const account = entry.ownAccount ?? shared;
  if (!isAccountName(account.account)) return 'account';
  return hasProof(account) ? faultOfPlace(entry) : 'password';
}

/** What is wrong with where it is, whoever signs in there. */
export function faultOfPlace({ choosesControllers, controllers }: DomainEntry): 'controllers' | null {
  const isGood = ({ host, address, port }: ControllerLine) => isHostName(host) && isAddress(address) && isPort(port);
  return choosesControllers && !controllers.every(isGood) ? 'controllers' : null;
}

export function domainDraftOf(entry: DomainEntry, shared: AccountState, rights: Rights): DomainDraft {
  const { account, identity } = entry.ownAccount ?? shared;
  const { name, controllers, security, certificateAuthorities } = addressOf(entry);
  return { name, account: account.trim(), identity, controllers, security, rights, certificateAuthorities };
}

/** Where it is, whoever signs in there. */
export function addressOf(
  entry: DomainEntry,
): Pick<DomainDraft, 'name' | 'controllers' | 'security' | 'certificateAuthorities'> {
  const [first = emptyController, ...others] = entry.controllers;
  const hosts = [controllerOf(first), ...others.map(controllerOf)] as const;
  return {
    name: entry.name.trim().toLowerCase(),
    controllers: entry.choosesControllers ? { kind: 'chosen', hosts } : { kind: 'automatic' },
    security: entry.security,
    certificateAuthorities: entry.certificateAuthority?.pem ?? null,
  };
}

const controllerOf = ({ host, address, port }: ControllerLine) => ({
  host: host.trim(),
  address: address.trim() === '' ? null : address.trim(),
  port: port.trim() === '' ? null : Number(port),
});
