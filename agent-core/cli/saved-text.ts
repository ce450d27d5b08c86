/** What was saved of the settings, place by place, so that whoever mistyped one sees it. */
import { describeDifference } from '../contract/describe-difference.ts';
import type { Settings } from '../contract/settings.ts';

export interface SavedChange {
  readonly before: Settings;
  readonly after: Settings;
}

/** `guard.disables.count: 50 -> 20` */
export const changesIn = ({ before, after }: SavedChange): readonly string[] => describeDifference(before, after);

export function savedText(revision: number, change: SavedChange): string {
  const lines = changesIn(change).map((line) => `  ${line}\n`);
  return `${lines.length === 0 ? 'Nothing is different from before.\n' : lines.join('')}Saved as revision ${revision}.\n`;
}
