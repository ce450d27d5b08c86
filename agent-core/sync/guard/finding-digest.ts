/** Names a finding by exactly what it holds: an approval of the finding is one of these changes and of no others (rule R12). */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { type ChangeDigest, type FindingDigest, findingDigestSchema } from '../../contract/identifiers.ts';

/** @param tally the kind of danger, and of what where it is counted apart @param holds in any order */
export function digestFinding(tally: string, holds: readonly ChangeDigest[]): FindingDigest {
  const content = JSON.stringify([tally, holds.toSorted()]);
  return findingDigestSchema.parse(bytesToHex(sha256(utf8ToBytes(content))));
}
