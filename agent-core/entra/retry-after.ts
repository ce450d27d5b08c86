/** How long a reply asks to wait. */

/**
 * A number of seconds, also a fraction, or a date.
 * @returns null when the reply does not say, or not so that it could be meant
 */
export function retryAfterMs(header: string | undefined, nowIso: string): number | null {
  if (header === undefined || header === '') return null;
  const seconds = Number(header);
  if (seconds >= 0) return seconds * 1000;
  // A negative number would pass for a year.
  const date = Number.isNaN(seconds) ? Date.parse(header) : Number.NaN;
  return Number.isNaN(date) ? null : Math.max(0, date - Date.parse(nowIso));
}
