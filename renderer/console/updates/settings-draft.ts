/** Decides what a person is about to choose for updates, and whether it can be saved. */
import type { UpdateSettings, Weekday } from '../../../electron/contract/bridge.ts';

export const weekdayOrder = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
] as const satisfies readonly Weekday[];

export interface SettingsDraft {
  readonly channel: UpdateSettings['channel'];
  readonly delayDays: number;
  readonly when: 'always' | 'window' | 'never';
  readonly days: readonly Weekday[];
  readonly from: string;
  readonly to: string;
}

export type DraftEvent =
  | { readonly kind: 'changed'; readonly changes: Partial<Omit<SettingsDraft, 'days'>> }
  | { readonly kind: 'dayToggled'; readonly day: Weekday };

/** What a window is at first: in the night before a working day nobody has time to look, so the nights of the weekend. */
const usualWindow = { days: ['friday', 'saturday'], from: '22:00', to: '04:00' } as const;

export function draftOf({ channel, delayDays, isPaused, window }: UpdateSettings): SettingsDraft {
  const when = isPaused ? 'never' : window === null ? 'always' : 'window';
  return { channel, delayDays, when, ...(window ?? usualWindow) };
}

export function changeDraft(draft: SettingsDraft, event: DraftEvent): SettingsDraft {
  if (event.kind === 'changed') return { ...draft, ...event.changes };
  const chosen = new Set(draft.days);
  if (!chosen.delete(event.day)) chosen.add(event.day);
  return { ...draft, days: weekdayOrder.filter((day) => chosen.has(day)) };
}

/** Of what is not shown, nothing is wrong. */
export function mistakesIn({ when, days, from, to }: SettingsDraft): {
  readonly days: boolean;
  readonly times: boolean;
} {
  const isWindow = when === 'window';
  const areTimes = [from, to].every((time) => /^([01]\d|2[0-3]):[0-5]\d$/.test(time));
  return { days: isWindow && days.length === 0, times: isWindow && (!areTimes || from === to) };
}

/** A window stays as it is while updates are paused. */
export function settingsIn({ channel, delayDays, when, days, from, to }: SettingsDraft, before: UpdateSettings) {
  const window = when === 'never' ? before.window : when === 'always' ? null : { days, from, to };
  return { channel, delayDays, isPaused: when === 'never', window };
}
