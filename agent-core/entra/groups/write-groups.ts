/** Creates groups. */
import type { TenantObjectId } from '../../contract/identifiers.ts';
import type { AttributeValue } from '../../contract/plan.ts';
import { type Result, succeed } from '../../contract/result.ts';
import type { Graph } from '../graph.ts';
import { type Patience, repeatStep } from '../repeat-step.ts';
import { identifiedSchema, withoutEmpty } from '../written-values.ts';

/**
 * Microsoft Graph v1.0, Upsert group: with uniqueName as the key, a request whose reply was lost can be sent again, and finds the
 * group that it made (rule R30).
 */
export async function createGroup(
  graph: Graph,
  uniqueName: string,
  values: Readonly<Record<string, AttributeValue>>,
  patience: Patience,
  signal: AbortSignal,
): Promise<Result<TenantObjectId>> {
  const path = `/groups(uniqueName='${encodeURIComponent(uniqueName)}')`;
  const body = { groupTypes: [], ...withoutEmpty(values) };
  const created = await graph.ensure(path, body, identifiedSchema, signal);
  if (!created.ok) return created;
  if (created.value !== null) return succeed(created.value.id);
  const found = await repeatStep(() => graph.get(`${path}?$select=id`, identifiedSchema, signal), patience, signal);
  return found.ok ? succeed(found.value.id) : found;
}
