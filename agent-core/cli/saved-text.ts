/** What was saved of the settings, place by place, so that whoever mistyped one sees it. */
import { describeDifference } from '../contract/describe-difference.ts';
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

export const savedText = (revision: number, change: SavedChange): string =>
  `${changesText(change)}Saved as revision ${revision}.\n`;

/** What would be a revision like the one before is none. */
export const sameText = (revision: number): string =>
  `Nothing is different from revision ${revision}, so nothing was saved.\n`;
