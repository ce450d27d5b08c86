/** What an approval of a change binds to. */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { type ChangeDigest, changeDigestSchema } from '../contract/identifiers.ts';
import type { AttributeChange, ChangeKind } from '../contract/plan.ts';

/** Anchor, kind, before and after, and nothing else: the same change has the same digest in every run (rule R12). */
export function digestOf(anchor: string, kind: ChangeKind, attributes: readonly AttributeChange[]): ChangeDigest {
  const content = JSON.stringify([anchor, kind, attributes.map(({ name, before, after }) => [name, before, after])]);
  return changeDigestSchema.parse(bytesToHex(sha256(utf8ToBytes(content))));
}
