/** A limit of the guard of which only some numbers are named, as in `{"count": 5}`: the others stay as they are set. */
import type { GuardSettings } from '../contract/guard-settings.ts';

/** @param given what was written; wherever it is no limit it stays as it stands, to be refused in words */
export function keepLimits(kept: GuardSettings, given: unknown): unknown {
  if (!isBranch(given)) return given;
  const before = new Map<string, object>(Object.entries(kept));
  const limits = Object.entries(given).map(([kind, limit]) => [
    kind,
    isBranch(limit) ? { ...before.get(kind), ...limit } : limit,
  ]);
  return { ...kept, ...Object.fromEntries(limits) };
}

const isBranch = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
