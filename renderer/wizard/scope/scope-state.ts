/**
 * Who is synchronised: everybody, the members of groups, or the users of organisational units.
 *
 *   all <--chosen--> groups <--chosen--> units        what was picked in one stays while another one is looked at
 *
 * The tree is read level by level as it is opened; a search of groups is answered for the text that was asked last.
 */
import type { DirectoryGroup, DirectoryUnit, Problem, Scope } from '../../../electron/contract/bridge.ts';
import { scopeTexts } from '../../texts/wizard/scope-texts.ts';
import type { Missing } from '../missing.ts';
import { addUnits, getStuck, keyOf, type Level, type LevelPlace, newLevel, readOn } from './unit-levels.ts';
import { type PlacedUnit, toggleUnit, type UnitMark } from './unit-marks.ts';

/** `kept`: the one that is set up, whatever it is. */
export type ScopeKind = 'all' | 'groups' | 'units' | 'kept';

export interface PickedGroup extends DirectoryGroup {
  readonly domain: string;
}

export type GroupSearch =
  | { readonly kind: 'idle' }
  | { readonly kind: 'searching' }
  | { readonly kind: 'found'; readonly groups: readonly PickedGroup[] }
  | { readonly kind: 'failed'; readonly problem: Problem };

export interface ScopeState {
  readonly kind: ScopeKind;
  /** The scope that is set up; null for the first set-up. */
  readonly kept: Scope | null;
  readonly searchText: string;
  /** Empty: the first one. */
  readonly searchDomain: string;
  readonly search: GroupSearch;
  readonly groups: readonly PickedGroup[];
  readonly levels: ReadonlyMap<string, Level>;
  readonly open: ReadonlySet<string>;
  readonly marks: readonly UnitMark[];
}

export type ScopeEvent =
  | { readonly kind: 'kindChosen'; readonly scope: ScopeKind }
  | { readonly kind: 'searchTyped'; readonly text: string }
  | { readonly kind: 'searchDomainChosen'; readonly domain: string }
  | {
      readonly kind: 'groupsFound';
      readonly text: string;
      readonly domain: string;
      readonly groups: readonly DirectoryGroup[];
    }
  | { readonly kind: 'groupsNotFound'; readonly text: string; readonly problem: Problem }
  | { readonly kind: 'groupPicked'; readonly group: PickedGroup }
  | { readonly kind: 'groupDropped'; readonly objectGuid: string }
  | { readonly kind: 'branchOpened'; readonly place: LevelPlace }
  | { readonly kind: 'branchClosed'; readonly place: Pick<LevelPlace, 'domain' | 'parent'> }
  | {
      readonly kind: 'unitsRead';
      readonly key: string;
      readonly cursor: number;
      readonly items: readonly DirectoryUnit[];
      readonly next: number | null;
    }
  | { readonly kind: 'unitsUnread'; readonly key: string; readonly problem: Problem }
  | { readonly kind: 'moreAsked'; readonly key: string }
  | { readonly kind: 'unitToggled'; readonly unit: PlacedUnit }
  /** Domains were removed or are read in another way than before. */
  | { readonly kind: 'domainsChanged'; readonly names: readonly string[] };

export const firstScopeState: ScopeState = {
  kind: 'all',
  kept: null,
  searchText: '',
  searchDomain: '',
  search: { kind: 'idle' },
  groups: [],
  levels: new Map(),
  open: new Set(),
  marks: [],
};

export function reduceScope(state: ScopeState, event: ScopeEvent): ScopeState {
  switch (event.kind) {
    case 'kindChosen':
      return { ...state, kind: event.scope };
    case 'searchTyped':
      return { ...state, searchText: event.text, search: { kind: event.text.trim() === '' ? 'idle' : 'searching' } };
    case 'searchDomainChosen':
      return {
        ...state,
        searchDomain: event.domain,
        search: { kind: state.searchText.trim() === '' ? 'idle' : 'searching' },
      };
    case 'groupsFound': {
      if (event.text !== state.searchText) return state;
      const groups = event.groups.map((group) => ({ ...group, domain: event.domain }));
      return { ...state, search: { kind: 'found', groups } };
    }
    case 'groupsNotFound':
      return event.text === state.searchText ? { ...state, search: { kind: 'failed', problem: event.problem } } : state;
    case 'groupPicked':
      return state.groups.some(({ objectGuid }) => objectGuid === event.group.objectGuid)
        ? state
        : { ...state, groups: [...state.groups, event.group] };
    case 'groupDropped':
      return { ...state, groups: state.groups.filter(({ objectGuid }) => objectGuid !== event.objectGuid) };
    case 'branchOpened':
      return withOpenBranch(state, event.place);
    case 'branchClosed':
      return { ...state, open: new Set([...state.open].filter((key) => key !== keyOf(event.place))) };
    case 'unitsRead':
      return withLevel(state, event.key, (level) => addUnits(level, event.cursor, event.items, event.next));
    case 'unitsUnread':
      return withLevel(state, event.key, (level) => getStuck(level, event.problem));
    case 'moreAsked':
      return withLevel(state, event.key, readOn);
    case 'unitToggled':
      return { ...state, marks: toggleUnit(state.marks, event.unit) };
    case 'domainsChanged':
      return withinDomains(state, new Set(event.names));
  }
}

/** What was read once is not read again, unless it could not be read to its end. */
function withOpenBranch(state: ScopeState, place: LevelPlace): ScopeState {
  const key = keyOf(place);
  const known = state.levels.get(key);
  const level = known === undefined ? newLevel(place) : known.stage.kind === 'stuck' ? readOn(known) : known;
  return { ...state, open: new Set([...state.open, key]), levels: new Map([...state.levels, [key, level]]) };
}

function withLevel(state: ScopeState, key: string, change: (level: Level) => Level): ScopeState {
  const level = state.levels.get(key);
  return level === undefined ? state : { ...state, levels: new Map([...state.levels, [key, change(level)]]) };
}

function withinDomains(state: ScopeState, names: ReadonlySet<string>): ScopeState {
  return {
    ...state,
    search: { kind: 'idle' },
    searchText: '',
    searchDomain: names.has(state.searchDomain) ? state.searchDomain : '',
    groups: state.groups.filter(({ domain }) => names.has(domain)),
    levels: new Map([...state.levels].filter(([, { domain, stage }]) => names.has(domain) && stage.kind === 'ready')),
    open: new Set(),
    marks: state.marks.filter(({ unit }) => names.has(unit.domain)),
  };
}

/** Most that one agent filters by; more are better said by one group or a unit further up. */
export const mostReferences = 50;

export function missingInScope(state: ScopeState): Missing | null {
  const { kind, groups, marks } = state;
  if (kind === 'groups' && groups.length === 0) return { field: 'scope-search', sentence: scopeTexts.missing.groups };
  if (kind === 'groups' && groups.length > mostReferences)
    return { field: 'scope-search', sentence: scopeTexts.missing.tooMany };
  if (kind === 'units' && marks.every(({ verdict }) => verdict === 'out')) {
    return { field: 'scope-tree', sentence: scopeTexts.missing.units };
  }
  if (kind === 'units' && marks.length > mostReferences)
    return { field: 'scope-tree', sentence: scopeTexts.missing.tooMany };
  return null;
}

/** As the settings keep it: objectGUIDs, with names for people. */
export function scopeSettingsOf({ kind, kept, groups, marks }: ScopeState): Scope {
  switch (kind) {
    case 'kept':
      return kept ?? { kind: 'all' };
    case 'all':
      return { kind };
    case 'groups':
      return { kind, groups: groups.map(referenceTo) };
    case 'units': {
      const unitsThatAre = (wanted: UnitMark['verdict']) =>
        marks.filter(({ verdict }) => verdict === wanted).map(({ unit }) => referenceTo(unit));
      return { kind, include: unitsThatAre('in'), exclude: unitsThatAre('out') };
    }
  }
}

const referenceTo = ({
  objectGuid,
  domain,
  distinguishedName,
}: Pick<PickedGroup, 'objectGuid' | 'domain' | 'distinguishedName'>) => ({
  objectGuid,
  domain,
  name: distinguishedName,
});
