/**
 * Counts what a plan does of each kind, together with what was done in the 24 hours before it (rule R10).
 *
 *     24 hours                                    this run
 *     |------- recent: 45 -----------------------|-- found: 10 --|
 *      made, or attempted and not known           planned
 *
 * 50 allowed in 24 hours leave 5 for this run, and all ten are held: nobody can tell which five would be the right ones. What a person
 * approved counts as well, so that approving a part never lets the rest through.
 */
import type { GuardSettings, Limit } from '../../contract/guard-settings.ts';
import type { Change } from '../../contract/plan.ts';
import { type GuardFacts, type GuardKind, tallyOf, type Whole } from './guard-kind.ts';

export interface Tally {
  /** The kind, and the subject if it tells several apart. */
  readonly key: string;
  readonly kind: GuardKind;
  readonly changes: readonly Change[];
  /** How many this run may make without an approval. */
  readonly allowed: number;
  /** How many were made in the 24 hours before. */
  readonly recent: number;
  /** How many 24 hours may hold. */
  readonly allowedInDay: number;
  readonly limit: Limit;
  readonly whole: Whole;
}

/** How many of each kind were made in the 24 hours before, by key. */
export type RecentCounts = ReadonlyMap<string, number>;

export function tallyChanges(
  kind: GuardKind,
  changes: readonly Change[],
  {
    facts,
    settings,
    recent,
  }: { readonly facts: GuardFacts; readonly settings: GuardSettings; readonly recent: RecentCounts },
): readonly Tally[] {
  const bySubject = new Map<string, Change[]>();
  for (const change of changes) {
    for (const subject of kind.countsIn(change, facts)) {
      const counted = bySubject.get(subject);
      if (counted === undefined) bySubject.set(subject, [change]);
      else counted.push(change);
    }
  }
  const limit = kind.limitOf(settings);
  return [...bySubject].map(([subject, counted]) => {
    const key = tallyOf(kind, subject);
    const before = recent.get(key) ?? 0;
    const whole = kind.wholeOf(facts, subject);
    const allowedInDay = allowedBy(limitOfDay(limit), whole.count, kind.fewest);
    const left = Math.max(0, allowedInDay - before);
    return {
      key,
      kind,
      changes: counted,
      allowed: Math.min(allowedBy(limit, whole.count, kind.fewest), left),
      recent: before,
      allowedInDay,
      limit,
      whole,
    };
  });
}

/** The smaller of the count and the share of the whole, rounded down; but at least the fewest, unless a limit says none at all. */
export function allowedBy({ count, percent }: Pick<Limit, 'count' | 'percent'>, whole: number, fewest: number): number {
  if (percent === 0) return 0;
  return Math.min(count, Math.max(fewest, Math.floor((percent * whole) / 100)));
}

export function limitOfDay({ count, percent, dayCount, dayPercent }: Limit): Pick<Limit, 'count' | 'percent'> {
  return { count: dayCount ?? count, percent: dayPercent ?? percent };
}
