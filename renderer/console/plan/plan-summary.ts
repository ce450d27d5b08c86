/** What a plan comes to, in a few lines that a person reads before the list. */
import type { ChangeKind, RunReport } from '../../../electron/contract/bridge.ts';
import type { Tone } from '../../components/tone.ts';
import { planTexts } from '../../texts/console/plan-texts.ts';
import { overviewTexts } from '../../texts/overview-texts.ts';

export interface SummaryLine {
  readonly tone: Tone;
  readonly sentence: string;
}

/** @param hasList what is held stands below it, one by one */
export function summaryOf({ counts }: Pick<RunReport, 'counts'>, hasList: boolean): readonly SummaryLine[] {
  const held = planTexts.held(counts);
  const planned = plannedKinds()
    .filter((kind) => counts.planned[kind] > 0)
    .map(
      (kind): SummaryLine => ({
        tone: takesAway.has(kind) ? 'attention' : 'quiet',
        sentence: planTexts.planned(kind, counts.planned[kind]),
      }),
    );
  return [
    ...(planned.length === 0 ? [{ tone: 'good' as const, sentence: planTexts.nothing }] : planned),
    ...(counts.held === 0 ? [] : [{ tone: 'attention' as const, sentence: hasList ? planTexts.listed(held) : held }]),
    ...(counts.unchanged === 0 ? [] : [{ tone: 'good' as const, sentence: planTexts.inStep(counts) }]),
  ];
}

/** Marked, so that nobody overlooks them. */
const takesAway: ReadonlySet<ChangeKind> = new Set(['disable', 'delete', 'unlink']);

/** Every kind there is, in the order of its words. */
function plannedKinds(): readonly ChangeKind[] {
  const isKind = (word: string): word is ChangeKind => Object.hasOwn(overviewTexts.kinds, word);
  return Object.keys(overviewTexts.kinds).filter(isKind);
}
