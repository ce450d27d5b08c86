/** Step 5, for links: one link is one change, so that guard, approval and log see each of them. */
import type { LinkChange } from '../contract/plan.ts';
import type { LinkDifference } from './diff-links.ts';
export declare function changeOfLink({ kind, relation, holder, target, takesLicences }: LinkDifference): LinkChange;
