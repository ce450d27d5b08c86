/** Times as a controller writes them, as instants in ISO 8601. */

/** Generalized time, such as 20260302080000.0Z ([RFC4517] 3.3.13). Null for anything else. */
export function instantOfGeneralizedTime(time: string): string | null {
  const parts = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(?:\.\d+)?Z$/.exec(time);
  if (parts === null) return null;
  const [, year, month, day, hour, minute, second] = parts;
  return `${year}-${month}-${day}T${hour}:${minute}:${second}Z`;
}

const ticksPerMs = 10_000n;
/** From 1601 to 1970. */
const epochMs = 11_644_473_600_000n;
/** The last millisecond of the year 9999: what lies behind it was not meant as a time. */
const lastMs = 253_402_300_799_999n;

/** FILETIME ([MS-DTYP] 2.3.3), 64 bits wide (rule R16). Null for 0 and for the greatest number, which both mean never ([MS-ADA1] accountExpires). */
export function instantOfFileTime(ticks: string): string | null {
  if (!/^\d+$/.test(ticks) || BigInt(ticks) === 0n) return null;
  const ms = BigInt(ticks) / ticksPerMs - epochMs;
  return ms > lastMs ? null : new Date(Number(ms)).toISOString();
}
