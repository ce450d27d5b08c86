/** Numbers, times and durations as a person reads them. English throughout, so that a sentence never mixes two conventions. */

const counts = new Intl.NumberFormat('en');
const tenths = new Intl.NumberFormat('en', { maximumFractionDigits: 1 });
const exact = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeStyle: 'long' });
const relative = new Intl.RelativeTimeFormat('en', { numeric: 'always' });

export const formatCount = (count: number): string => counts.format(count);

/** "1 user", "1,204 users". */
export const formatNumberOf = (count: number, one: string, many: string): string =>
  `${formatCount(count)} ${count === 1 ? one : many}`;

/** "1.4 seconds", "2 minutes 5 seconds"; what is too short to matter is "under 0.1 seconds". */
export function formatDuration(durationMs: number): string {
  if (durationMs < 100) return 'under 0.1 seconds';
  const roundedSeconds = Math.round(durationMs / 1000);
  if (roundedSeconds < 60) {
    const seconds = tenths.format(durationMs / 1000);
    return `${seconds} ${seconds === '1' ? 'second' : 'seconds'}`;
  }
  const minutes = formatNumberOf(Math.floor(roundedSeconds / 60), 'minute', 'minutes');
  const seconds = roundedSeconds % 60;
  return seconds === 0 ? minutes : `${minutes} ${formatNumberOf(seconds, 'second', 'seconds')}`;
}

/** The same in a column: "0.3 s", "125 s". */
export function formatSeconds(durationMs: number): string {
  if (durationMs < 100) return '< 0.1 s';
  return `${tenths.format(durationMs < 10_000 ? durationMs / 1000 : Math.round(durationMs / 1000))} s`;
}

const units = [
  { unit: 'day', milliseconds: 86_400_000 },
  { unit: 'hour', milliseconds: 3_600_000 },
  { unit: 'minute', milliseconds: 60_000 },
] as const;

/** "5 minutes ago"; a clock that is a little ahead counts as now. */
export function formatSince(instant: string, nowMs: number): string {
  const elapsedMs = nowMs - Date.parse(instant);
  const fitting = units.find(({ milliseconds }) => elapsedMs >= milliseconds);
  if (fitting === undefined) return 'less than a minute ago';
  return relative.format(-Math.floor(elapsedMs / fitting.milliseconds), fitting.unit);
}

/** "in 1 minute 20 seconds"; what is due is about to happen. */
export function formatUntil(instant: string, nowMs: number): string {
  const remainingSeconds = Math.ceil((Date.parse(instant) - nowMs) / 1000);
  return remainingSeconds <= 0 ? 'any moment now' : `in ${formatDuration(remainingSeconds * 1000)}`;
}

/** "22 November 2026 at 22:25:35 UTC", in the time zone of this computer. */
export const formatExactTime = (instant: string): string => exact.format(new Date(instant));

/** Whatever the agent says of a time within a text, ISO 8601 there, as a person reads it. */
export const formatInstantsIn = (text: string): string =>
  text.replaceAll(/\b\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z/g, formatExactTime);

const clock = new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium' });

const dayAndClock = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
});

/** "22:25:35" of today, "22 Nov, 22:25:35" of another day; in the time zone of this computer. */
export function formatClock(instant: string, nowMs: number): string {
  const then = new Date(instant);
  const isToday = then.toDateString() === new Date(nowMs).toDateString();
  return (isToday ? clock : dayAndClock).format(then);
}

const dayWithYear = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' });

/** "9 Mar 2027, 08:00", for what may lie in another year; in the time zone of this computer. */
export const formatDay = (instant: string): string => dayWithYear.format(new Date(instant));

/** "CN=Anna Berg,OU=Sa…rp,DC=contoso,DC=com": both ends are what people tell identifiers apart by. */
export function shortenMiddle(text: string, length: number): string {
  if (text.length <= length) return text;
  const kept = length - 1;
  return `${text.slice(0, Math.ceil(kept / 2))}…${text.slice(text.length - Math.floor(kept / 2))}`;
}
