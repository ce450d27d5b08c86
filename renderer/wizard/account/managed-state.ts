/**
 * The managed account that the agent is to run as: which one, who looks for it, and how far it came.
 *
 *   unasked --look--> looking --> seen <--make--> making        every edit leads back to unasked
 *                        |         | \--switch--> switching --> notSwitched
 *                        +--> refused <-- making
 */
import type { EnsuredManagedAccount, ManagedAccountReport, Problem } from '../../../electron/contract/bridge.ts';
import { managedTexts } from '../../texts/wizard/managed-texts.ts';
import { type DomainEntry, faultOfPlace, isDomainName, newEntry } from '../domains/domain-entry.ts';
import { changeEntry, type EntryEvent } from '../domains/domains-state.ts';
import type { Missing } from '../missing.ts';
import {
  type AccountEvent,
  type AccountState,
  firstAccountState,
  missingInAccount,
  reduceAccount,
} from './account-state.ts';

/** Who may retrieve the password. */
export type Retriever = 'computer' | 'group';

export type ManagedWork =
  | { readonly kind: 'unasked' | 'looking' | 'making' }
  | { readonly kind: 'refused'; readonly problem: Problem }
  | SeenAccount
  | { readonly kind: 'switching'; readonly report: ManagedAccountReport }
  | { readonly kind: 'notSwitched'; readonly report: ManagedAccountReport; readonly problem: Problem };

interface SeenAccount {
  readonly kind: 'seen';
  readonly report: ManagedAccountReport;
  /** The server learns that it is in the group when it restarts. */
  readonly needsRestart: boolean;
}

export interface ManagedDeed {
  readonly account: string;
  readonly did: EnsuredManagedAccount['did'][number] | 'switched';
}

export interface ManagedState {
  /** The domain of the account, with how its controllers are reached: the page after this one begins with it. */
  readonly place: DomainEntry;
  /** Without the $. */
  readonly name: string;
  readonly retriever: Retriever;
  readonly group: string;
  readonly administrator: AccountState;
  readonly work: ManagedWork;
  /** Counts the edits, so that the answer to an older question is not taken for one to this. */
  readonly edition: number;
  /** What was done already, which stays whatever becomes of the set-up. */
  readonly deeds: readonly ManagedDeed[];
}

export type ManagedEvent =
  /** The domain of this server; whoever typed another meant that. */
  | { readonly kind: 'domainFound'; readonly name: string }
  | { readonly kind: 'domainTyped'; readonly text: string }
  | { readonly kind: 'placeChanged'; readonly change: EntryEvent }
  | { readonly kind: 'nameTyped'; readonly text: string }
  | { readonly kind: 'retrieverChosen'; readonly retriever: Retriever }
  | { readonly kind: 'groupTyped'; readonly text: string }
  | { readonly kind: 'administratorChanged'; readonly event: AccountEvent }
  | { readonly kind: 'lookBegan' | 'makeBegan' }
  | { readonly kind: 'looked'; readonly edition: number; readonly report: ManagedAccountReport }
  | { readonly kind: 'made'; readonly edition: number; readonly made: EnsuredManagedAccount }
  | { readonly kind: 'refused'; readonly edition: number; readonly problem: Problem }
  | { readonly kind: 'switchBegan' }
  | { readonly kind: 'switched' }
  | { readonly kind: 'notSwitched'; readonly problem: Problem };

export const firstManagedState: ManagedState = {
  // Sealed by Kerberos: a server that can run as a managed account is in a domain, and needs no certificate for it.
  place: { ...newEntry(''), security: 'integrated' },
  name: 'bridgehead',
  retriever: 'computer',
  group: '',
  administrator: firstAccountState,
  work: { kind: 'unasked' },
  edition: 0,
  deeds: [],
};

export function reduceManaged(state: ManagedState, event: ManagedEvent): ManagedState {
  switch (event.kind) {
    case 'domainFound':
      return state.place.name === '' ? { ...state, place: { ...state.place, name: event.name } } : state;
    case 'domainTyped':
      return edited(state, { place: { ...state.place, name: event.text } });
    case 'placeChanged':
      return changePlace(state, event.change);
    case 'nameTyped':
      return edited(state, { name: event.text });
    case 'retrieverChosen':
      return edited(state, { retriever: event.retriever });
    case 'groupTyped':
      return edited(state, { group: event.text });
    case 'administratorChanged':
      return edited(state, { administrator: reduceAccount(state.administrator, event.event) });
    case 'lookBegan':
      return { ...state, work: { kind: 'looking' } };
    case 'makeBegan':
      return { ...state, work: { kind: 'making' } };
    case 'looked':
      return answered(state, event.edition, { kind: 'seen', report: event.report, needsRestart: false });
    case 'made': {
      // It is done, whatever was typed meanwhile.
      const { did, needsRestart } = event.made;
      const deeds = [...state.deeds, ...did.map((each) => ({ account: accountOf(state), did: each }))];
      return answered({ ...state, deeds }, event.edition, { kind: 'seen', report: event.made, needsRestart });
    }
    case 'refused':
      return answered(state, event.edition, { kind: 'refused', problem: event.problem });
    case 'switchBegan':
      return isSeen(state.work) ? { ...state, work: { kind: 'switching', report: state.work.report } } : state;
    case 'switched':
      return state.work.kind === 'switching'
        ? {
            ...state,
            work: { kind: 'seen', report: state.work.report, needsRestart: false },
            deeds: [...state.deeds, { account: accountOf(state), did: 'switched' }],
          }
        : state;
    case 'notSwitched':
      return state.work.kind === 'switching'
        ? { ...state, work: { kind: 'notSwitched', report: state.work.report, problem: event.problem } }
        : state;
  }
}

function changePlace(state: ManagedState, change: EntryEvent): ManagedState {
  const [place = state.place] = changeEntry(state.place, change);
  return change.kind === 'detailsToggled' ? { ...state, place } : edited(state, { place });
}

const edited = (state: ManagedState, change: Partial<ManagedState>): ManagedState => ({
  ...state,
  ...change,
  work: { kind: 'unasked' },
  edition: state.edition + 1,
});

const answered = (state: ManagedState, edition: number, work: ManagedWork): ManagedState =>
  edition === state.edition ? { ...state, work } : state;

const isSeen = (work: ManagedWork): work is Extract<ManagedWork, { readonly report: ManagedAccountReport }> =>
  work.kind === 'seen' || work.kind === 'notSwitched';

/** sAMAccountName: at most 15 characters, and the $ that the directory puts behind it. */
export const isManagedName = (text: string): boolean =>
  /^[A-Za-z0-9]([A-Za-z0-9._-]{0,13}[A-Za-z0-9_-])?$/.test(nameOf(text));

const nameOf = (text: string): string => text.trim().replace(/\$$/, '');

/** As whom the agent signs in. */
export const accountOf = ({ name, place }: ManagedState): string =>
  `${nameOf(name)}$@${place.name.trim().toLowerCase()}`;

/** As Windows takes it for a service. */
export const logonNameOf = ({ name, place }: ManagedState): string =>
  `${place.name.trim().toLowerCase()}\\${nameOf(name)}$`;

/** @param runsAs what the machine calls the account that the agent runs as */
export const isRunningAs = ({ name }: ManagedState, runsAs: string | null): boolean =>
  runsAs !== null && runsAs.toLowerCase() === `${nameOf(name).toLowerCase()}$`;

/** Whether the service would get a password from the domain. */
export const canSwitch = (work: ManagedWork): boolean =>
  (work.kind === 'seen' && !work.needsRestart && isUsable(work.report)) ||
  (work.kind === 'notSwitched' && isUsable(work.report));

const isUsable = ({ account, retrieves }: ManagedAccountReport): boolean =>
  account?.isEnabled === true && retrieves !== null;

/** What a look at the directory takes. */
export function missingToLook(state: ManagedState): Missing | null {
  const { place, name, retriever, group, administrator } = state;
  const missing = managedTexts.missing;
  if (!isDomainName(place.name)) return { field: 'managed-domain', sentence: missing.domain };
  if (!isManagedName(name)) return { field: 'managed-name', sentence: missing.name };
  if (retriever === 'group' && group.trim() === '') return { field: 'managed-group', sentence: missing.group };
  if (faultOfPlace(place) !== null) {
    const field = place.isOpen ? `domain-${place.name}-controllers` : 'managed-connection';
    return { field, sentence: missing.controllers };
  }
  return missingInAccount(administrator, 'managed-administrator');
}

/** @param runsAs of the agent */
export function missingInManaged(state: ManagedState, runsAs: string | null): Missing | null {
  const missing = managedTexts.missing;
  if (!isDomainName(state.place.name)) return { field: 'managed-domain', sentence: missing.domain };
  if (!isManagedName(state.name)) return { field: 'managed-name', sentence: missing.name };
  if (isRunningAs(state, runsAs)) return null;
  switch (state.work.kind) {
    case 'unasked':
    case 'refused':
      return missingToLook(state) ?? { field: 'managed-look', sentence: missing.look };
    case 'looking':
    case 'making':
    case 'switching':
      return { field: 'managed-look', sentence: missing.atWork };
    case 'notSwitched':
      return { field: 'managed-switch', sentence: missing.switch };
    case 'seen': {
      if (canSwitch(state.work)) return { field: 'managed-switch', sentence: missing.switch };
      const { needsRestart } = state.work;
      return { field: 'managed-look', sentence: needsRestart ? missing.restart : missing.unusable };
    }
  }
}
