/** What an approval of a change binds to. */
import { type ChangeDigest, type TenantObjectId } from '../contract/identifiers.ts';
import type { AttributeChange, ChangeKind } from '../contract/plan.ts';
/**
 * Anchor, kind, before and after, and nothing else: the same change has the same digest in every run (rule R12).
 * @param account only where the anchor does not say which account is meant, since it carries none yet
 */
export declare function digestOf(anchor: string, kind: ChangeKind, attributes: readonly AttributeChange[], account?: TenantObjectId | null): ChangeDigest;
