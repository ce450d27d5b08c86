/** Creates and changes groups. */
import { z } from 'zod';
import { type TenantObjectId, tenantObjectIdSchema } from '../../contract/identifiers.ts';
import { type Result, succeed } from '../../contract/result.ts';
import type { TenantGroupValues } from '../../sync/tenant-groups.ts';
import type { Graph } from '../graph.ts';
import { type Patience, repeatStep } from '../registration/repeat-step.ts';

const idSchema = z.object({ id: tenantObjectIdSchema });

/**
 * Microsoft Graph v1.0, Upsert group: with uniqueName as the key, a request whose reply was lost can be sent again, and finds the
 * group that it made (rule R30).
 */
export async function createGroup(
  graph: Graph,
  uniqueName: string,
  values: TenantGroupValues,
  patience: Patience,
  signal: AbortSignal,
): Promise<Result<TenantObjectId>> {
  const path = `/groups(uniqueName='${encodeURIComponent(uniqueName)}')`;
  // A new group has nothing to clear.
  const body = { groupTypes: [], ...Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null)) };
  const created = await graph.ensure(path, body, idSchema, signal);
  if (!created.ok) return created;
  if (created.value !== null) return succeed(created.value.id);
  const found = await repeatStep(() => graph.get(`${path}?$select=id`, idSchema, signal), patience, signal);
  return found.ok ? succeed(found.value.id) : found;
}
