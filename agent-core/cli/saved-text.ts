/** What was saved of the settings, place by place, so that whoever mistyped one sees it. */
import { describeDifference } from '../contract/describe-difference.ts';
import { numberText } from '../contract/number-text.ts';
import type { Settings } from '../contract/settings.ts';

export interface SavedChange {
  readonly before: Settings;
  readonly after: Settings;
}

/** `guard.disables.count: 50 -> 20` */
export const changesIn = ({ before, after }: SavedChange): readonly string[] => describeDifference(before, after);

export const changesText = (change: SavedChange): string =>
  changesIn(change)
    .map((line) => `  ${line}\n`)
    .join('');

export const savedText = (
  { revision, approvalsEnded = 0 }: { readonly revision: number; readonly approvalsEnded?: number | undefined },
  change: SavedChange,
): string => `${changesText(change)}Saved as revision ${revision}.\n${approvalsEndedText(approvalsEnded)}`;

/** @param changes so many were approved under the settings before, and not made yet */
export const approvalsEndedText = (changes: number): string =>
  changes === 0
    ? ''
    : `The approval of ${numberText(changes, 'change', 'changes')} that no run had made yet is over, since it was given under other settings: look at "bridgehead findings" after the next run.\n`;

/** What would be a revision like the one before is none. */
export const sameText = (revision: number): string =>
  `Nothing is different from revision ${revision}, so nothing was saved.\n`;
