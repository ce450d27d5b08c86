/** Whether it is a time at which updates may be installed, and how long until it is. Pure; the local time is given. */
import { type UpdateWindow, weekdays } from '../../contract/update-settings.ts';

export interface LocalTime {
  /** As `Date.prototype.getDay` counts. */
  readonly weekday: number;
  /** Since midnight. */
  readonly minute: number;
}

const dayMinutes = 24 * 60;

export function localTimeOf(at: string): LocalTime {
  const date = new Date(at);
  return { weekday: date.getDay(), minute: date.getHours() * 60 + date.getMinutes() };
}

/** One that goes on past midnight belongs to the day it began. */
export function isWithinWindow(window: UpdateWindow, { weekday, minute }: LocalTime): boolean {
  const [from, to] = [minuteOf(window.from), minuteOf(window.to)];
  if (from < to) return opensOn(window, weekday) && minute >= from && minute < to;
  return (opensOn(window, weekday) && minute >= from) || (opensOn(window, weekday - 1) && minute < to);
}

/** From outside of it. */
export function minutesUntilWindow(window: UpdateWindow, { weekday, minute }: LocalTime): number {
  const from = minuteOf(window.from);
  for (let days = 0; days <= 7; days += 1) {
    const minutes = days * dayMinutes + from - minute;
    if (minutes > 0 && opensOn(window, weekday + days)) return minutes;
  }
  throw new Error('a window opens on one day of the week at least');
}

const opensOn = ({ days }: UpdateWindow, weekday: number) => {
  const name = weekdays[(weekday + 7) % 7];
  return name !== undefined && days.includes(name);
};

function minuteOf(time: string): number {
  const [hours, minutes] = time.split(':').map(Number);
  return (hours ?? 0) * 60 + (minutes ?? 0);
}
