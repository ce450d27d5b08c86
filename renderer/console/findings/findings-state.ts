/**
 * Everything the page of held changes decides: which state follows from which event. The page itself only draws and asks.
 *
 *   reading --> ready --a run ended, somebody decided--> reading (what is there stays)        reading --trouble--> stuck --again--> reading
 *   question:   none --decide--> asked --yes--> deciding --> none        deciding --trouble--> refused --> none
 */
import { assertNever } from '../../../electron/contract/assert-never.ts';
import type { Change, Finding, HeldChange, Problem } from '../../../electron/contract/bridge.ts';

export type Verdict = 'approve' | 'reject' | 'exempt';

/** What a person is about to decide: a whole finding, or one change of it. */
export interface Question {
  readonly verdict: Verdict;
  readonly finding: Finding;
  /** Null for the whole finding. */
  readonly change: Change | null;
  /** How many of them somebody has decided about already: of those, the answer takes the place of that. */
  readonly decided: number;
  /** How many of them somebody rejected: an approval of the finding, or an exemption, leaves them as they are. */
  readonly rejected: number;
  /** For how long an exemption is to last. */
  readonly days: number;
}

/** The first is as long as an approval lasts. */
export const exemptDays = [7, 30, 90, 365] as const;

export interface HeldList {
  readonly items: readonly HeldChange[];
  /** The cursor of the next page; null when the list is complete. */
  readonly next: number | null;
}

export interface FindingsState {
  readonly stage: { readonly kind: 'reading' | 'ready' } | { readonly kind: 'stuck'; readonly problem: Problem };
  readonly findings: readonly Finding[];
  /** By the kind of the finding. */
  readonly held: ReadonlyMap<string, HeldList>;
  readonly question: Question | null;
  readonly isDeciding: boolean;
  readonly refusal: Problem | null;
  /** What was decided last, for the person who did it; of an exemption how many objects. */
  readonly decided: Decided | null;
}

export interface Decided {
  readonly verdict: Verdict;
  readonly changes: number;
  /** So many of the finding somebody rejected: they stay held. */
  readonly rejected: number;
}

export type FindingsEvent =
  | { readonly kind: 'readAgain' }
  | { readonly kind: 'findingsRead'; readonly findings: readonly Finding[] }
  | { readonly kind: 'heldRead'; readonly of: string; readonly cursor: number; readonly list: HeldList }
  | { readonly kind: 'unreadable'; readonly problem: Problem }
  | { readonly kind: 'questionAsked'; readonly question: Question }
  | { readonly kind: 'daysChosen'; readonly days: number }
  | { readonly kind: 'questionLeft' }
  | { readonly kind: 'deciding' }
  | ({ readonly kind: 'decided' } & Decided)
  | { readonly kind: 'refused'; readonly problem: Problem };

export const firstFindingsState: FindingsState = {
  stage: { kind: 'reading' },
  findings: [],
  held: new Map(),
  question: null,
  isDeciding: false,
  refusal: null,
  decided: null,
};

export function reduceFindings(state: FindingsState, event: FindingsEvent): FindingsState {
  switch (event.kind) {
    case 'readAgain':
      return { ...state, stage: { kind: 'reading' } };
    case 'findingsRead':
      return { ...state, stage: { kind: 'ready' }, findings: event.findings, held: new Map() };
    case 'heldRead': {
      const before = event.cursor === 0 ? [] : (state.held.get(event.of)?.items ?? []);
      const list = { items: [...before, ...event.list.items], next: event.list.next };
      return { ...state, held: new Map([...state.held, [event.of, list]]) };
    }
    case 'unreadable':
      return { ...state, stage: { kind: 'stuck', problem: event.problem } };
    case 'questionAsked':
      return { ...state, question: event.question, refusal: null, decided: null };
    case 'daysChosen':
      return state.question === null ? state : { ...state, question: { ...state.question, days: event.days } };
    case 'questionLeft':
      return state.isDeciding ? state : { ...state, question: null };
    case 'deciding':
      return { ...state, isDeciding: true };
    case 'decided': {
      const { verdict, changes, rejected } = event;
      return { ...state, question: null, isDeciding: false, decided: { verdict, changes, rejected } };
    }
    case 'refused':
      return { ...state, question: null, isDeciding: false, refusal: event.problem };
    default:
      return assertNever(event);
  }
}

/** How many changes the answer to the question is about. */
export const changesOf = ({ verdict, finding, change, rejected }: Question): number =>
  change === null ? (finding.held ?? 0) - (leavesRejected(verdict) ? rejected : 0) : 1;

/** Of how many the answer takes the place of another decision: an approval of a finding, or an exemption, leaves alone what was rejected. */
export const takenOver = ({ verdict, decided, rejected }: Question): number =>
  Math.max(0, decided - (leavesRejected(verdict) ? rejected : 0));

/** Of a whole finding: what was rejected is neither let go nor exempts anybody. */
export const leavesRejected = (verdict: Verdict): boolean => verdict !== 'reject';
