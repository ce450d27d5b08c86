/** The directory's tree as far as it was looked at: one level for every open branch, read page by page. */
import type { DirectoryUnit, Problem } from '../../../electron/contract/bridge.ts';
import type { PlacedUnit } from './unit-marks.ts';

/** Below a unit, or at the top of a domain. */
export interface LevelPlace {
  readonly domain: string;
  readonly parent: string | null;
  readonly above: readonly string[];
}

/**
 *   reading --page--> ready --more--> reading
 *      +-----trouble--> stuck --again--> reading
 */
export interface Level extends LevelPlace {
  readonly units: readonly PlacedUnit[];
  readonly stage:
    | { readonly kind: 'reading'; readonly cursor: number }
    | { readonly kind: 'ready'; readonly next: number | null }
    | { readonly kind: 'stuck'; readonly cursor: number; readonly problem: Problem };
}

export const keyOf = ({ domain, parent }: Pick<LevelPlace, 'domain' | 'parent'>): string =>
  parent === null ? domain : `${domain} ${parent}`;

export const newLevel = (place: LevelPlace): Level => ({ ...place, units: [], stage: { kind: 'reading', cursor: 0 } });

export function addUnits(level: Level, cursor: number, items: readonly DirectoryUnit[], next: number | null): Level {
  if (level.stage.kind !== 'reading' || level.stage.cursor !== cursor) return level;
  const { domain, above } = level;
  const placed = items.map((unit) => ({ ...unit, domain, above }));
  return { ...level, units: [...level.units, ...placed], stage: { kind: 'ready', next } };
}

export const getStuck = (level: Level, problem: Problem): Level =>
  level.stage.kind === 'reading' ? { ...level, stage: { kind: 'stuck', cursor: level.stage.cursor, problem } } : level;

export function readOn(level: Level): Level {
  if (level.stage.kind === 'stuck') return { ...level, stage: { kind: 'reading', cursor: level.stage.cursor } };
  if (level.stage.kind === 'reading' || level.stage.next === null) return level;
  return { ...level, stage: { kind: 'reading', cursor: level.stage.next } };
}
