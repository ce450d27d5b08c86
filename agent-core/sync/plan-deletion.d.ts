/** Step 5, for what nothing in the directory wants any more, of whatever type. */
import type { Change, ObjectType } from '../contract/plan.ts';
import type { Unwanted } from './removal-waiting.ts';
import type { TenantUser } from './tenant.ts';
export declare function deletionOf(objectType: ObjectType, { objectGuid, anchor, displayName, existing, evidence }: Unwanted<Pick<TenantUser, 'tenantObjectId'>>, userPrincipalName: string | null): Change;
