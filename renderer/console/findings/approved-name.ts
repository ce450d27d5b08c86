/** What was approved together, in a few words. */
import type { ApprovedTogether } from '../../../electron/contract/approved-together.ts';
import { findingsTexts } from '../../texts/console/findings-texts.ts';

/** So many changes of one finding are named. */
const mostNamed = 3;

export function approvedName({ changes }: Pick<ApprovedTogether, 'changes'>): string {
  const names = changes.slice(0, mostNamed).map(({ what, digest }) => what ?? digest.slice(0, 12));
  return findingsTexts.approved.changes(names, changes.length);
}
