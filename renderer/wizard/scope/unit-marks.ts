/**
 * Which organisational units are in scope, as marks: a unit is in or out as its own mark says, else as the nearest mark above it says,
 * else out. Marks hold objectGUIDs; names are what a person was shown last. So a renamed or moved unit stays what it was chosen as.
 *
 *   Sales [in]            in
 *     Interns [out]       out: excluded below an included one
 *     Nordic              in, by Sales
 *   Service               out
 */
import type { DirectoryUnit } from '../../../electron/contract/bridge.ts';

/** A unit with where it hangs. */
export interface PlacedUnit extends DirectoryUnit {
  readonly domain: string;
  /** objectGUIDs of the units above it, the topmost first. */
  readonly above: readonly string[];
}

export interface UnitMark {
  readonly unit: PlacedUnit;
  readonly verdict: 'in' | 'out';
}

export type UnitVerdict = 'in' | 'out' | 'mixed';

/** Mixed: something below it is decided otherwise. */
export function verdictOf(marks: readonly UnitMark[], unit: Pick<PlacedUnit, 'objectGuid' | 'above'>): UnitVerdict {
  const own = plainVerdictOf(marks, [...unit.above, unit.objectGuid]);
  const differs = marks.some((mark) => mark.unit.above.includes(unit.objectGuid) && mark.verdict !== own);
  return differs ? 'mixed' : own;
}

/** Turns a unit and everything below it in or out; marks below it are swept away, they would contradict. */
export function toggleUnit(marks: readonly UnitMark[], unit: PlacedUnit): readonly UnitMark[] {
  const wanted = verdictOf(marks, unit) === 'in' ? 'out' : 'in';
  const others = marks.filter(
    (mark) => mark.unit.objectGuid !== unit.objectGuid && !mark.unit.above.includes(unit.objectGuid),
  );
  const inherited = plainVerdictOf(others, unit.above);
  return inherited === wanted ? others : [...others, { unit, verdict: wanted }];
}

/** @returns null when a number that it takes is not known */
export function countUsers(marks: readonly UnitMark[]): number | null {
  return marks.reduce<number | null>((sum, { unit, verdict }) => {
    if (sum === null || unit.users === null) return null;
    return verdict === 'in' ? sum + unit.users : sum - unit.users;
  }, 0);
}

function plainVerdictOf(marks: readonly UnitMark[], path: readonly string[]): 'in' | 'out' {
  const nearest = path.findLast((guid) => marks.some((mark) => mark.unit.objectGuid === guid));
  return marks.find((mark) => mark.unit.objectGuid === nearest)?.verdict ?? 'out';
}
