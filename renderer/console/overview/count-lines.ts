/** Decides which numbers of a run are shown, and which of them lead to the lines they count. */
import type { RunReport } from '../../../electron/contract/bridge.ts';
import type { Tone } from '../../components/tone.ts';
import { type CountKey, objectsText } from '../../texts/objects-text.ts';
import { overviewTexts } from '../../texts/overview-texts.ts';
import type { CountedGroup } from './entry-line.ts';

export interface CountLine {
  readonly word: string;
  readonly count: number;
  /** What they are; empty where the number is none, or that is not known. */
  readonly note: string;
  readonly tone?: Tone;
  /** Null where nothing of it is listed. */
  readonly group: CountedGroup | null;
}

const tones: Partial<Record<CountKey, Tone>> = { failed: 'bad', held: 'attention', unknown: 'attention' };

/** Of a run that broke off nothing else is known. */
const ofBroken = ['applied', 'unknown', 'failed', 'held'] as const satisfies readonly CountKey[];
const always = ['applied', 'failed', 'held', 'unchanged', 'outOfScope'] as const satisfies readonly CountKey[];
const whereAny = [
  'notAttempted',
  'waiting',
  'unknown',
  'leftScope',
  'removalWaits',
  'notWritable',
  'absent',
] as const satisfies readonly CountKey[];

export function countLinesOf({ counts, isBroken }: Pick<RunReport, 'counts' | 'isBroken'>): readonly CountLine[] {
  if (isBroken) return ofBroken.map((key) => lineOf(counts, key));
  const planned = Object.values(counts.planned).reduce((sum, count) => sum + count, 0);
  return [
    { word: overviewTexts.counts.planned, count: planned, note: '', group: null },
    ...always.map((key) => lineOf(counts, key)),
    ...whereAny.filter((key) => counts[key] > 0).map((key) => lineOf(counts, key)),
  ];
}

function lineOf(counts: RunReport['counts'], key: CountKey): CountLine {
  const tone = tones[key];
  return {
    word: overviewTexts.counts[key],
    count: counts[key],
    note: counts.byType === null ? '' : objectsText(counts, [key]),
    ...(tone === undefined ? {} : { tone }),
    // Those are many, and nothing happens to them: they have no lines.
    group: counts[key] === 0 || key === 'unchanged' || key === 'outOfScope' ? null : key,
  };
}
