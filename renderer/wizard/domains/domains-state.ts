/**
 * The domains that are read, each verified on its own.
 *
 *   unsearched --shown--> searching --> found        what is found is listed and can be removed; others are added by name
 */
import type {
  DirectoryDiscovery,
  DirectoryVerification,
  DomainDraft,
  Problem,
} from '../../../electron/contract/bridge.ts';
import { domainsTexts } from '../../texts/wizard/domains-texts.ts';
import { type AccountEvent, type AccountState, reduceAccount } from '../account/account-state.ts';
import type { Missing } from '../missing.ts';
import type { ChosenAuthority } from '../network/network-state.ts';
import {
  type Check,
  type ControllerLine,
  type DomainEntry,
  domainDraftOf,
  emptyController,
  faultOf,
  isDomainName,
  newEntry,
  newOwnAccount,
  type Rights,
  type Security,
} from './domain-entry.ts';

export type Discovery =
  | { readonly kind: 'unsearched' | 'searching' }
  | { readonly kind: 'found'; readonly discovery: DirectoryDiscovery }
  | { readonly kind: 'failed'; readonly problem: Problem };

export interface DomainsState {
  readonly discovery: Discovery;
  readonly entries: readonly DomainEntry[];
  /** Of the domain to add next. */
  readonly newName: string;
  /** What the person chose for all of them; null: what each has, or what the accounts can do. */
  readonly rights: Rights | null;
}

/** Most of the settings allow; nobody has more than a few. */
export const mostControllers = 8;

export type DomainsEvent =
  | { readonly kind: 'searchBegan' }
  | { readonly kind: 'searchEnded'; readonly discovery: DirectoryDiscovery }
  | { readonly kind: 'searchFailed'; readonly problem: Problem }
  | { readonly kind: 'nameTyped'; readonly text: string }
  | { readonly kind: 'domainAdded'; readonly name: string }
  | { readonly kind: 'rightsChosen'; readonly rights: Rights }
  /** The account of the page before has changed: what was proved with the old one is not proved with the new one. */
  | { readonly kind: 'sharedAccountChanged' }
  | { readonly kind: 'entryChanged'; readonly name: string; readonly change: EntryEvent }
  /** The page before was left with it: what was said there about its connection holds, unless it was changed here since. */
  | { readonly kind: 'placeTaken'; readonly place: DomainEntry };

export type EntryEvent =
  | { readonly kind: 'removed' }
  | { readonly kind: 'detailsToggled' }
  | { readonly kind: 'ownAccountChosen'; readonly isOwn: boolean }
  | { readonly kind: 'ownAccountChanged'; readonly event: AccountEvent }
  | { readonly kind: 'controllersChosen'; readonly choosesControllers: boolean }
  | { readonly kind: 'controllerTyped'; readonly index: number; readonly line: ControllerLine }
  | { readonly kind: 'controllerAdded' }
  | { readonly kind: 'controllerRemoved'; readonly index: number }
  | { readonly kind: 'securityChosen'; readonly security: Security }
  | { readonly kind: 'authorityChosen'; readonly authority: ChosenAuthority | null }
  | { readonly kind: 'checkBegan' }
  | { readonly kind: 'checkPassed'; readonly edition: number; readonly verification: DirectoryVerification }
  | { readonly kind: 'checkFailed'; readonly edition: number; readonly problem: Problem };

export const firstDomainsState: DomainsState = {
  discovery: { kind: 'unsearched' },
  entries: [],
  newName: '',
  rights: null,
};

export function reduceDomains(state: DomainsState, event: DomainsEvent): DomainsState {
  switch (event.kind) {
    case 'searchBegan':
      return { ...state, discovery: { kind: 'searching' } };
    case 'searchEnded': {
      const { domain } = event.discovery;
      const found: DomainsState = { ...state, discovery: { kind: 'found', discovery: event.discovery } };
      return domain === null || state.entries.length > 0 ? found : withDomain(found, domain);
    }
    case 'searchFailed':
      return { ...state, discovery: { kind: 'failed', problem: event.problem } };
    case 'nameTyped':
      return { ...state, newName: event.text };
    case 'domainAdded':
      return withDomain(state, event.name);
    case 'rightsChosen':
      return { ...state, rights: event.rights };
    case 'sharedAccountChanged':
      return {
        ...state,
        entries: state.entries.map((entry) => (isProved(entry) ? edited(entry, {}) : entry)),
      };
    case 'placeTaken':
      return withPlace(state, event.place);
    case 'entryChanged':
      return {
        ...state,
        entries: state.entries.flatMap((entry) =>
          entry.name === event.name ? changeEntry(entry, event.change) : entry,
        ),
      };
  }
}

function withPlace(state: DomainsState, place: DomainEntry): DomainsState {
  const name = place.name.trim().toLowerCase();
  const taken: DomainEntry = { ...place, name, isOpen: false, check: { kind: 'unchecked' }, edition: 0 };
  const known = state.entries.find((entry) => entry.name === name);
  if (known === undefined) return { ...state, entries: [...state.entries, taken] };
  if (known.edition > 0) return state;
  return { ...state, entries: state.entries.map((entry) => (entry === known ? taken : entry)) };
}

function withDomain(state: DomainsState, text: string): DomainsState {
  const name = text.trim().toLowerCase();
  if (!isDomainName(name) || state.entries.some((entry) => entry.name === name)) return state;
  return { ...state, newName: '', entries: [...state.entries, newEntry(name)] };
}

/** @returns none when the entry is gone */
export function changeEntry(entry: DomainEntry, event: EntryEvent): readonly DomainEntry[] {
  switch (event.kind) {
    case 'removed':
      return [];
    case 'detailsToggled':
      return [{ ...entry, isOpen: !entry.isOpen }];
    case 'ownAccountChosen':
      return [edited(entry, { ownAccount: event.isOwn ? newOwnAccount : null })];
    case 'ownAccountChanged':
      return [edited(entry, { ownAccount: reduceAccount(entry.ownAccount ?? newOwnAccount, event.event) })];
    case 'controllersChosen':
      return [edited(entry, { choosesControllers: event.choosesControllers })];
    case 'controllerTyped':
      return [edited(entry, { controllers: entry.controllers.with(event.index, event.line) })];
    case 'controllerAdded':
      return [
        edited(entry, {
          controllers: [...entry.controllers, emptyController].slice(0, mostControllers),
        }),
      ];
    case 'controllerRemoved':
      return [edited(entry, { controllers: entry.controllers.toSpliced(event.index, 1) })];
    case 'securityChosen':
      return [edited(entry, { security: event.security })];
    case 'authorityChosen':
      return [edited(entry, { certificateAuthority: event.authority })];
    case 'checkBegan':
      return [{ ...entry, check: { kind: 'checking' } }];
    case 'checkPassed':
      return [answered(entry, event.edition, { kind: 'verified', verification: event.verification })];
    case 'checkFailed':
      return [{ ...answered(entry, event.edition, { kind: 'failed', problem: event.problem }) }];
  }
}

/** Nothing is taken back where nothing was proved. */
const isProved = ({ ownAccount, check }: DomainEntry): boolean => ownAccount === null && check.kind !== 'unchecked';

const edited = (entry: DomainEntry, change: Partial<DomainEntry>): DomainEntry => ({
  ...entry,
  ...change,
  check: { kind: 'unchecked' },
  edition: entry.edition + 1,
});

const answered = (entry: DomainEntry, edition: number, check: Check): DomainEntry =>
  entry.edition === edition && entry.check.kind === 'checking' ? { ...entry, check } : entry;

export function missingInDomains(state: DomainsState, shared: AccountState): Missing | null {
  if (state.discovery.kind === 'searching') return { field: 'domains-add', sentence: domainsTexts.missing.searching };
  if (state.entries.length === 0) return { field: 'domains-add', sentence: domainsTexts.missing.none };
  const open = state.entries.find(({ check }) => check.kind !== 'verified');
  if (open === undefined) return missingRights(state);
  const { name } = open;
  const fault = faultOf(open, shared);
  if (fault !== null) return { field: fieldOf(open, fault), sentence: domainsTexts.missing[fault](name) };
  if (open.check.kind === 'checking')
    return { field: checkFieldOf(name), sentence: domainsTexts.missing.checking(name) };
  const isFailed = open.check.kind === 'failed';
  return { field: checkFieldOf(name), sentence: domainsTexts.missing[isFailed ? 'failed' : 'unchecked'](name) };
}

function missingRights(state: DomainsState): Missing | null {
  const refused = rightsRefusedBy(state);
  // What the whole domain takes can be granted two pages on; without a right to read anything there is nothing to choose a scope from.
  const canGoOn = refused === null || rightsOf(state, refused) === 'domain';
  return canGoOn ? null : { field: 'domains-rights', sentence: domainsTexts.missing.rights(refused.name) };
}

/** The first domain whose account may not read in the chosen way: every run would fail there. */
export function rightsRefusedBy(state: DomainsState): DomainEntry | null {
  const isRefused = (entry: DomainEntry) =>
    entry.check.kind === 'verified' && !entry.check.verification.rightsModeWorks[rightsOf(state, entry)];
  return state.entries.find(isRefused) ?? null;
}

/** How one domain is read. */
export const rightsOf = (state: DomainsState, entry: DomainEntry): Rights =>
  state.rights ?? entry.rights ?? suggestedRights(state);

/** Every account can do the smaller one; the larger one is suggested where all of them were granted what it takes (rule R19). */
export function suggestedRights({ entries }: DomainsState): Rights {
  const mayReadAll = ({ check }: DomainEntry) => check.kind === 'verified' && check.verification.rightsModeWorks.domain;
  return entries.length > 0 && entries.every(mayReadAll) ? 'domain' : 'units';
}

/** What all domains have in common; null where each is read in a way of its own. */
export function commonRights(state: DomainsState): Rights | null {
  const [first = suggestedRights(state), ...others] = state.entries.map((entry) => rightsOf(state, entry));
  return others.every((rights) => rights === first) ? first : null;
}

export const checkFieldOf = (name: string): string => `domain-${name}-check`;

/** Details are closed when nobody looks at them: then the button that opens them gets the focus. */
const fieldOf = ({ name, isOpen }: DomainEntry, fault: 'account' | 'password' | 'controllers') =>
  isOpen ? `domain-${name}-${fault}` : `domain-${name}-details`;

export const domainDraftsOf = (state: DomainsState, shared: AccountState): readonly DomainDraft[] =>
  state.entries.map((entry) => domainDraftOf(entry, shared, rightsOf(state, entry)));

/** Users of all verified domains together; null when one of them could not be counted. */
export function usersOf({ entries }: DomainsState): number | null {
  return entries.reduce<number | null>((sum, { check }) => {
    const users = check.kind === 'verified' ? check.verification.users : null;
    return sum === null || users === null ? null : sum + users;
  }, 0);
}
