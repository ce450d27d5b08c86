/** What every part of the bench is: something that is measured, and what is allowed. */

/** The keys of the line that `--json` ends with, in its order. */
export type PartName = 'read' | 'readClient' | 'pipeline' | 'delta' | 'writes' | 'idle' | 'curve';

export interface Part {
  readonly name: PartName;
  measure(): Promise<Measured>;
}

export interface Measured {
  readonly rows: readonly Row[];
  /** What stands for the whole part in the line of `--json`. */
  readonly json: unknown;
}

/** One line of the table for people. */
export interface Row {
  readonly what: string;
  readonly measured: string;
  readonly allowed: string;
  readonly isGood: boolean;
}

export function atMost(what: string, measured: number, allowed: number, inWords: (value: number) => string): Row {
  return { what, measured: inWords(measured), allowed: `at most ${inWords(allowed)}`, isGood: measured <= allowed };
}

export function atLeast(what: string, measured: number, allowed: number, inWords: (value: number) => string): Row {
  return { what, measured: inWords(measured), allowed: `at least ${inWords(allowed)}`, isGood: measured >= allowed };
}
