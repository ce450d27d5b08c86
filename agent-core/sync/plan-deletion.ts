/** Step 5, for what nothing in the directory wants any more, of whatever type. */
import type { Change, ObjectType } from '../contract/plan.ts';
import { digestOf } from './change-digest.ts';
import type { Unwanted } from './removal-waiting.ts';
import type { TenantUser } from './tenant.ts';

export function deletionOf(
  objectType: ObjectType,
  { objectGuid, anchor, displayName, existing, evidence }: Unwanted<Pick<TenantUser, 'tenantObjectId'>>,
  userPrincipalName: string | null,
): Change {
  return {
    kind: 'delete',
    tenantObjectId: existing.tenantObjectId,
    evidence,
    // Which controller showed it, and when, may differ from run to run; that it was shown may not.
    digest: digestOf(anchor, 'delete', [{ name: 'evidence', before: null, after: evidence.kind }]),
    objectType,
    objectGuid,
    anchor,
    displayName,
    userPrincipalName,
    attributes: [],
  };
}
