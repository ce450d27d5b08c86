/** Names a finding by exactly what it holds: an approval of the finding is one of these changes and of no others (rule R12). */
import { type ChangeDigest, type FindingDigest } from '../../contract/identifiers.ts';
/** @param tally the kind of danger, and of what where it is counted apart @param holds in any order */
export declare function digestFinding(tally: string, holds: readonly ChangeDigest[]): FindingDigest;
