/** Step 7, for groups. */
import type { TenantObjectId } from '../contract/identifiers.ts';
import type { Change, LinkChange } from '../contract/plan.ts';
import { type Result, succeed } from '../contract/result.ts';
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
    case 'update': {
      const updated = await writer.updateGroup(change.tenantObjectId, values, signal);
      return updated.ok ? succeed(change.tenantObjectId) : updated;
    }
    case 'delete': {
      const deleted = await writer.deleteGroup(change.tenantObjectId, signal);
      return deleted.ok ? succeed(change.tenantObjectId) : deleted;
    }
    default:
      // Nothing plans these for a group.
      throw new Error(`a group cannot be changed by ${change.kind}`);
  }
}
