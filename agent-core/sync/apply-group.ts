/** Step 7, for groups. */
import type { TenantObjectId } from '../contract/identifiers.ts';
import type { Change, LinkChange } from '../contract/plan.ts';
import { type Result, succeedAs } from '../contract/result.ts';
import type { TenantGroupValues, TenantGroupWriter } from './tenant-groups.ts';

export async function writeGroup(
  change: Exclude<Change, LinkChange>,
  writer: TenantGroupWriter,
  signal: AbortSignal,
): Promise<Result<TenantObjectId>> {
  const values: TenantGroupValues = Object.fromEntries(change.attributes.map(({ name, after }) => [name, after]));
  switch (change.kind) {
    case 'create':
      return writer.createGroup(change.objectGuid, values, signal);
    case 'update':
      return succeedAs(change.tenantObjectId, await writer.updateGroup(change.tenantObjectId, values, signal));
    case 'delete':
      return succeedAs(change.tenantObjectId, await writer.deleteGroup(change.tenantObjectId, signal));
    default:
      // Nothing plans these for a group.
      throw new Error(`a group cannot be changed by ${change.kind}`);
  }
}
