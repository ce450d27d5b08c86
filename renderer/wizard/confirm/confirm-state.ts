/** When the first run starts: by itself, or when the person has seen what it would do. */

/** `paused`: no run starts before somebody says so. */
export type Start = 'paused' | 'now';

export interface ConfirmState {
  readonly start: Start;
}

export type ConfirmEvent = { readonly kind: 'startChosen'; readonly start: Start };

/** Whoever does nothing gets what changes nothing. */
export const firstConfirmState: ConfirmState = { start: 'paused' };

export const reduceConfirm = (state: ConfirmState, event: ConfirmEvent): ConfirmState => ({
  ...state,
  start: event.start,
});
