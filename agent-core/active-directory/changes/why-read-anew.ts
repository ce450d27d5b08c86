/** Decides whether the changes of a domain can be followed from where they are known, or everything must be read (rule R6). */
import type { Position } from '../../sync/directory-memory.ts';
import type { ControllerState } from './controller-session.ts';

export interface ReasonToReadAnew {
  readonly detail: string;
  /** The controller has gone back in time: what it does not have may only be forgotten. */
  readonly isRestored: boolean;
}

export const nothingRemembered: ReasonToReadAnew = { detail: 'nothing was remembered', isRestored: false };
/** Places that lead nowhere: somebody or something has been at the file. */
export const doesNotFit: ReasonToReadAnew = { detail: 'what was remembered did not fit together', isRestored: false };

const dayMs = 24 * 60 * 60_000;

/** @param now ISO 8601  @returns null when the changes can be followed */
export function whyReadAnew(position: Position | null, state: ControllerState, now: string): ReasonToReadAnew | null {
  if (position === null) return nothingRemembered;
  if (position.controller !== state.controller) {
    // A cookie is good at the controller that gave it; numbers of changes are each controller's own.
    return { detail: `before, it was ${position.host} that was read`, isRestored: false };
  }
  if (position.invocationId !== state.invocationId) {
    const detail = `the controller was restored: its database is ${state.invocationId}, and was ${position.invocationId}`;
    return { detail, isRestored: true };
  }
  if (state.highestUsn < position.highestUsn) {
    const detail = `the controller went back in time: its last change is ${state.highestUsn}, and was ${position.highestUsn}`;
    return { detail, isRestored: true };
  }
  const ageDays = Math.floor((Date.parse(now) - Date.parse(position.takenAt)) / dayMs);
  if (ageDays >= state.tombstoneLifetimeDays) {
    const detail = `the changes were last followed ${ageDays} days ago, and deletions are kept for ${state.tombstoneLifetimeDays}`;
    return { detail, isRestored: false };
  }
  return null;
}
