/** What was approved or rejected together, in a few words. */
import type { DecidedTogether } from '../../../electron/contract/decided-together.ts';
import { findingsTexts } from '../../texts/console/findings-texts.ts';

/** So many changes of one finding are named. */
const mostNamed = 3;

export function decidedName({ changes }: Pick<DecidedTogether, 'changes'>): string {
  const names = changes.slice(0, mostNamed).map(({ what, digest }) => what ?? digest.slice(0, 12));
  return findingsTexts.namesOf(names, changes.length);
}
