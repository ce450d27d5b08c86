/**
 * When the first run starts: by itself, or when the person has seen what it would do. Where the agent is set up already, also whether somebody
 * leaves because of what is set up now, and whether the person wants that:
 *
 *     nobody asks (first set-up, or nothing that decides it is different)
 *     asked --> known, nobody leaves ------------------------------> goes on
 *         \---> known, somebody leaves / nobody knows --accepted--> goes on
 */
import { confirmTexts } from '../../texts/wizard/confirm-texts.ts';
import type { Missing } from '../missing.ts';

/** `paused`: no run starts before somebody says so. */
export type Start = 'paused' | 'now';

/** Who leaves because of the change. */
export type Leaving =
  | { readonly kind: 'unasked' | 'asked' | 'unknown' }
  | { readonly kind: 'known'; readonly concerned: number };

export interface ConfirmState {
  readonly start: Start;
  readonly leaving: Leaving;
  readonly isAccepted: boolean;
}

export type ConfirmEvent =
  | { readonly kind: 'startChosen'; readonly start: Start }
  | { readonly kind: 'leavingLooked'; readonly leaving: Leaving }
  | { readonly kind: 'leavingAccepted'; readonly isAccepted: boolean };

/** Whoever does nothing gets what changes nothing. */
export const firstConfirmState: ConfirmState = { start: 'paused', leaving: { kind: 'unasked' }, isAccepted: false };

export function reduceConfirm(state: ConfirmState, event: ConfirmEvent): ConfirmState {
  switch (event.kind) {
    case 'startChosen':
      return { ...state, start: event.start };
    case 'leavingLooked':
      // What was accepted was about other numbers.
      return { ...state, leaving: event.leaving, isAccepted: false };
    case 'leavingAccepted':
      return { ...state, isAccepted: event.isAccepted };
  }
}

/** Ids of what the person has to look at. */
export const effectField = 'confirm-effect';
export const acceptField = 'confirm-accept';

export const wantsAcceptance = ({ leaving }: Pick<ConfirmState, 'leaving'>): boolean =>
  leaving.kind === 'unknown' || (leaving.kind === 'known' && leaving.concerned > 0);

export function missingInConfirm(state: ConfirmState): Missing | null {
  if (state.leaving.kind === 'asked') return { field: effectField, sentence: confirmTexts.effect.stillAsked };
  if (!wantsAcceptance(state) || state.isAccepted) return null;
  return { field: acceptField, sentence: confirmTexts.effect.unaccepted };
}
