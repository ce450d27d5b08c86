/**
 * How far the changes of the tenant are known. What the agent wrote stands over what is told for ten minutes (rule R14), and so does what
 * an echo shows late: whatever is told within that time may have to be told again, by then as it is. So changes are asked for from a
 * place that is at least so old, and again and again until the next such place is old enough. In a tenant that rests that is nothing.
 *
 *     since ............... next ......................... now
 *       |--- told in every run ---------------------------->|
 *                           |-- ten minutes old: becomes since, once a run has been told everything from the old one
 */
import { type Problem, problem } from '../contract/problem.ts';

/** Each is followed by itself. */
export type FollowedType = 'user' | 'group';

export interface TenantPosition {
  readonly tenantId: string;
  readonly since: string;
  /** ISO 8601: not before it was given. */
  readonly next: { readonly since: string; readonly takenAt: string };
  /** ISO 8601: when everything was told. */
  readonly wholeAt: string;
}

/** For so long the agent believes what it wrote, whatever the tenant shows. */
export const believedForMs = 600_000;

/** Not everything that can change in a tenant is told as a change. */
const wholeForMs = 86_400_000;

export function positionAfterWhole(tenantId: string, since: string, takenAt: string): TenantPosition {
  return { tenantId, since, next: { since, takenAt }, wholeAt: takenAt };
}

/** @param told where the changes ended, and not before when @param askedAt when they were asked for */
export function advancePosition(
  position: TenantPosition,
  told: TenantPosition['next'],
  askedAt: string,
): TenantPosition {
  const ageMs = Date.parse(askedAt) - Date.parse(position.next.takenAt);
  if (ageMs >= believedForMs) return { ...position, since: position.next.since, next: told };
  // Somebody set the clock back: it begins to age anew.
  return ageMs < 0 ? { ...position, next: told } : position;
}

/** Why everything has to be told although only what changed could be; null when it need not. */
export function whyWhole({ wholeAt }: TenantPosition, now: string): Problem | null {
  const ageMs = Date.parse(now) - Date.parse(wholeAt);
  return ageMs < 0 || ageMs >= wholeForMs ? problem('tenant.read-daily', `before: ${wholeAt}`) : null;
}
