/** The open part of the tree as rows from top to bottom, each with what a screen reader says about its place. */
import type { Problem } from '../../../electron/contract/bridge.ts';
import { keyOf, type Level } from './unit-levels.ts';
import type { PlacedUnit, UnitMark, UnitVerdict } from './unit-marks.ts';
import { verdictOf } from './unit-marks.ts';

interface Place {
  readonly value: string;
  readonly parentValue: string | null;
  readonly level: number;
  readonly position: number;
  readonly size: number;
}

export type TreeRow = Place &
  (
    | { readonly kind: 'domain'; readonly domain: string }
    | { readonly kind: 'unit'; readonly unit: PlacedUnit; readonly verdict: UnitVerdict }
    /** What stands below the last unit of a level that is not complete, or in place of units. */
    | { readonly kind: 'reading' | 'empty' }
    | { readonly kind: 'more'; readonly key: string }
    | { readonly kind: 'stuck'; readonly key: string; readonly problem: Problem }
  );

export interface OpenTree {
  readonly domains: readonly string[];
  readonly levels: ReadonlyMap<string, Level>;
  readonly open: ReadonlySet<string>;
  readonly marks: readonly UnitMark[];
}

export function treeRowsOf(tree: OpenTree): readonly TreeRow[] {
  return tree.domains.flatMap((domain, index) => {
    const place = { value: domain, parentValue: null, level: 1, position: index + 1, size: tree.domains.length };
    return [{ ...place, kind: 'domain', domain } satisfies TreeRow, ...rowsBelow(tree, domain, 2)];
  });
}

function rowsBelow(tree: OpenTree, key: string, depth: number): readonly TreeRow[] {
  const level = tree.levels.get(key);
  if (level === undefined || !tree.open.has(key)) return [];
  const note = noteBelow(level, key);
  const size = level.units.length + (note === null ? 0 : 1);
  const place = (position: number) => ({ parentValue: key, level: depth, position, size });
  const units = level.units.flatMap((unit, index): readonly TreeRow[] => {
    const value = keyOf({ domain: unit.domain, parent: unit.objectGuid });
    const row = { ...place(index + 1), value, kind: 'unit', unit, verdict: verdictOf(tree.marks, unit) } as const;
    return [row, ...rowsBelow(tree, value, depth + 1)];
  });
  return note === null ? units : [...units, { ...place(size), value: `${key} ${note.kind}`, ...note }];
}

function noteBelow({ stage, units }: Level, key: string) {
  if (stage.kind === 'reading') return { kind: 'reading' } as const;
  if (stage.kind === 'stuck') return { kind: 'stuck', key, problem: stage.problem } as const;
  if (stage.next !== null) return { kind: 'more', key } as const;
  return units.length === 0 ? ({ kind: 'empty' } as const) : null;
}
